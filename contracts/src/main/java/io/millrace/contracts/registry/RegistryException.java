package io.millrace.contracts.registry;

/** A call to the registry that did not succeed. The message names the address, the call and what to do next. */
public class RegistryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean retriable;

    public RegistryException(String message, boolean retriable) {
        super(message);
        this.retriable = retriable;
    }

    public RegistryException(String message, boolean retriable, Throwable cause) {
        super(message, cause);
        this.retriable = retriable;
    }

    /** Whether the same call may succeed later: out of reach, overloaded. */
    public boolean retriable() {
        return retriable;
    }
}
