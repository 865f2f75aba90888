package io.millrace.ingest.file.row;

/** A file that cannot be read on as what it is said to be; the message names line or column, never a value. */
public final class UnreadableFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableFileException(String message) {
        super(message);
    }
}
