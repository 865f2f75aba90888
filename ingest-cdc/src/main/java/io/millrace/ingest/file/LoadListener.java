package io.millrace.ingest.file;

/** Told how a load goes on. */
@FunctionalInterface
public interface LoadListener {
    /** Nobody. */
    LoadListener NONE = (bytes, of, rows, rejected) -> {};

    /**
     * After each committed batch.
     *
     * @param bytes read of the file
     * @param of its size
     */
    void at(long bytes, long of, long rows, long rejected);
}
