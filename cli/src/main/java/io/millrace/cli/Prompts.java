package io.millrace.cli;

import java.io.Console;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Questions on a terminal; where there is none, the proposed answers hold. */
final class Prompts {
    private final PrintWriter out;
    // From Java 22 on there is a console without a terminal too; its input then ends at once, and the proposals hold.
    @SuppressWarnings("SystemConsoleNull")
    private final @Nullable Console console = System.console();

    Prompts(PrintWriter out) {
        this.out = out;
    }

    /** @param ask whether to ask at all */
    String ask(boolean ask, String question, String proposed) {
        if (!ask || console == null) {
            return proposed;
        }
        out.flush();
        String answer = console.readLine("%s%s: ", question, proposed.isEmpty() ? "" : " [" + proposed + "]");
        return answer == null || answer.isBlank() ? proposed : answer.strip();
    }
}
