package io.millrace.ingest.file;

/** A file cannot be loaded, or not to its end; the message says why and what to do, and holds no value. */
public final class FileLoadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FileLoadException(String message) {
        super(message);
    }
}
