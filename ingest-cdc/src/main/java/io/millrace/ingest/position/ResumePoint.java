package io.millrace.ingest.position;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From where PostgreSQL is asked to send again: always a transaction's end, so that whatever comes after it comes
 * whole and in the same order as before. The {@linkplain ChangePosition watermark} then tells which of it is known.
 *
 * @param lsn where to start
 * @param commitLsn the same, or 0 as long as no transaction was sent since the snapshot
 * @param commitMicros commit time in microseconds since 1970, if known
 * @param transactionId if known
 */
public record ResumePoint(
        long lsn,
        long commitLsn,
        @Nullable Long commitMicros,
        @Nullable Long transactionId) {

    /**
     * The resume point after a record. It only ever moves forward: a heartbeat after a restart may carry an older
     * offset.
     *
     * @param before empty as long as the snapshot is not complete
     */
    public static @Nullable ResumePoint after(@Nullable ResumePoint before, SourceOffset record) {
        if (record.snapshotRunning()) {
            return before;
        }
        if (record.commitLsn() != 0
                && (before == null || Long.compareUnsigned(record.commitLsn(), before.commitLsn()) > 0)) {
            return new ResumePoint(
                    record.commitLsn(), record.commitLsn(), record.commitMicros(), record.transactionId());
        }
        if (before == null && record.lsn() != 0) {
            return new ResumePoint(record.lsn(), 0, record.commitMicros(), record.transactionId());
        }
        return before;
    }

    /**
     * The offset for Debezium. Without {@code lsn_proc} and {@code messageType} it starts here and does not search
     * for the last record it sent, which is where it loses rows.
     */
    public Map<String, Object> toDebezium() {
        var offset = new LinkedHashMap<String, Object>();
        offset.put("lsn", lsn);
        if (commitLsn != 0) {
            offset.put("lsn_commit", commitLsn);
        }
        if (commitMicros != null) {
            offset.put("ts_usec", commitMicros);
        }
        if (transactionId != null) {
            offset.put("txId", transactionId);
        }
        return offset;
    }
}
