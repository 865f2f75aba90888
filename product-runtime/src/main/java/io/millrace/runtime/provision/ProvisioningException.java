package io.millrace.runtime.provision;

/** The cluster or the registry did not answer, or refused a change; the message says which and what to do next. */
public final class ProvisioningException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProvisioningException(String message, Throwable cause) {
        super(message, cause);
    }
}
