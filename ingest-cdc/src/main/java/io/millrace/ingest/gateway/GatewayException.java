package io.millrace.ingest.gateway;

/** The gateway cannot start; the message says why and what to do, and holds no secret. */
public final class GatewayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GatewayException(String message) {
        super(message);
    }
}
