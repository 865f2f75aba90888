package io.millrace.ingest.position;

import org.jspecify.annotations.Nullable;

/**
 * The first event behind a {@linkplain ResumePoint resume point}, by which its log is recognised: PostgreSQL sends it
 * first when it is asked to send again. A database that lost this transaction, as one that was restored from a backup,
 * has something else at this place, or the same number with another commit time.
 *
 * @param lsn of the event
 * @param transactionId of its transaction
 * @param commitMicros when that was committed, microseconds since 1970, if known
 * @param table {@code schema.table}, or empty for a message of our own, which no change of the captured tables hides
 */
public record Landmark(
        long lsn, long transactionId, @Nullable Long commitMicros, String table) {

    /** Whether the other is the same event of the same log. */
    public boolean matches(Landmark other) {
        return equals(other);
    }

    @Override
    public String toString() {
        return "transaction " + transactionId + " at " + Lsn.text(lsn);
    }
}
