package io.millrace.runtime.topology;

/**
 * Something outside is out of reach and was waited for long enough; the product starts again after a pause. Never a
 * Kafka retriable exception, which Kafka Streams would take for a corrupted task and answer by committing the other
 * half of it.
 */
public final class WaitingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what is out of reach */
    public WaitingException(String message, Throwable cause) {
        super(message, cause);
    }
}
