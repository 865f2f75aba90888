package io.millrace.ingest;

/** Something that may pass is in the way; the message holds no row's values. */
public final class IngestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IngestException(String message) {
        super(message);
    }
}
