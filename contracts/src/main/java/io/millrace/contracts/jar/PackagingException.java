package io.millrace.contracts.jar;

/** A product cannot be packaged. The message says why, and what to do next. */
public final class PackagingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PackagingException(String message) {
        super(message);
    }
}
