package io.millrace.runtime.deadletter;

/** A sealed original could not be opened; the message names the coordinate and the key id, never any content. */
public final class SealException extends Exception {
    private static final long serialVersionUID = 1L;

    SealException(String message) {
        super(message);
    }
}
