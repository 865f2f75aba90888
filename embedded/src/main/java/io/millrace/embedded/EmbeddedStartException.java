package io.millrace.embedded;

/** An embedded part could not be started; the message says which, why and what to do next. */
public final class EmbeddedStartException extends Exception {
    private static final long serialVersionUID = 1L;

    EmbeddedStartException(String message) {
        super(message);
    }

    EmbeddedStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
