package io.millrace.runtime.lifecycle;

/** Something is missing that another process makes, such as the topic of an input; it is looked for again. */
public final class NotYetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what is missing, and who makes it */
    public NotYetException(String message) {
        super(message);
    }
}
