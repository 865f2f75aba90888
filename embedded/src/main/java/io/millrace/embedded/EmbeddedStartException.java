package io.millrace.embedded;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One or more embedded parts could not be started. The message has one problem to a line (the end of a part's log may
 * follow, indented), each saying which part, what was found, and what to do next.
 */
public final class EmbeddedStartException extends Exception {
    private static final long serialVersionUID = 1L;

    EmbeddedStartException(String message) {
        super(message);
    }

    EmbeddedStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static EmbeddedStartException of(@Nullable Throwable cause) {
        return cause instanceof EmbeddedStartException known
                ? known
                : new EmbeddedStartException("unexpected: " + cause, cause);
    }

    static EmbeddedStartException all(List<EmbeddedStartException> problems) {
        if (problems.size() == 1) {
            return problems.get(0);
        }
        EmbeddedStartException all = new EmbeddedStartException(
                String.join("\n", problems.stream().map(Throwable::getMessage).toList()));
        problems.forEach(all::addSuppressed);
        return all;
    }
}
