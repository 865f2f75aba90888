package io.millrace.cli;

import io.millrace.contracts.registry.RegistryException;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What is worth waiting for: somebody who does not answer yet. A refusal is final. */
final class Patience {
    private static final String UNRESOLVED = "No resolvable bootstrap urls";

    private Patience() {}

    /** Whom to wait for, in words; empty where waiting does not help. */
    static Optional<String> reason(Throwable failure) {
        if (failure instanceof RegistryException registry) {
            return registry.retriable() ? Optional.of(String.valueOf(registry.getMessage())) : Optional.empty();
        }
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean unanswered = cause instanceof TimeoutException
                    || cause instanceof java.util.concurrent.TimeoutException
                    || cause instanceof DisconnectException;
            boolean unresolved = cause instanceof ConfigException
                    && String.valueOf(cause.getMessage()).startsWith(UNRESOLVED);
            if (unanswered || unresolved) {
                return Optional.of("no broker answers: " + cause.getMessage());
            }
        }
        return Optional.empty();
    }
}
