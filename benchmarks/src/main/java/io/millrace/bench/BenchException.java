package io.millrace.bench;

/** The benchmark cannot go on, or its oracle does not agree; the message says what to look at. */
public final class BenchException extends Exception {
    private static final long serialVersionUID = 1L;

    BenchException(String message) {
        super(message);
    }

    BenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
