package io.millrace.runtime.topology;

/** Going on would lose or double data: the product stops. The message says what was found and what to do next. */
public final class HaltException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HaltException(String message) {
        super(message);
    }
}
