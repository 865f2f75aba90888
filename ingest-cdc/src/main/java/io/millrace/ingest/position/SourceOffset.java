package io.millrace.ingest.position;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Debezium says about the place of one record, read from its {@code sourceOffset}.
 *
 * @param lsn of the record; 0 if none
 * @param commitLsn end of the last transaction sent before; 0 if none yet
 * @param commitMicros commit time in microseconds since 1970, if known
 * @param transactionId if known
 * @param snapshotRunning whether the record belongs to a snapshot that was not complete with it
 */
public record SourceOffset(
        long lsn,
        long commitLsn,
        @Nullable Long commitMicros,
        @Nullable Long transactionId,
        boolean snapshotRunning) {

    /** Reads the map Debezium's PostgreSQL connector hands out. */
    public static SourceOffset of(Map<String, ?> offset) {
        boolean snapshot = offset.get("snapshot") != null && !Boolean.TRUE.equals(offset.get("snapshot_completed"));
        Long lsn = number(offset.get("lsn"));
        Long commit = number(offset.get("lsn_commit"));
        return new SourceOffset(
                lsn == null ? 0 : lsn,
                commit == null ? 0 : commit,
                number(offset.get("ts_usec")),
                number(offset.get("txId")),
                snapshot);
    }

    private static @Nullable Long number(@Nullable Object value) {
        return value instanceof Number number ? (Long) number.longValue() : null;
    }
}
