package io.millrace.ingest.file;

/**
 * What a load came to, over all its attempts.
 *
 * @param rows read
 * @param rejected of them
 * @param deleted deletes written of a full snapshot
 * @param skipped rows that were committed by an earlier attempt
 * @param deletesWithheld whether a full snapshot made no deletes because rows were rejected: a missing key may be theirs
 */
public record LoadResult(long rows, long rejected, long deleted, long skipped, boolean deletesWithheld) {
    /** Rows that were right. */
    public long taken() {
        return rows - rejected;
    }
}
