package io.millrace.runtime.quality;

import java.time.Duration;

/**
 * Values seen in one partition within a window, and which row they belong to. A value is remembered for at least the
 * window after it was last seen, and at most a {@value #BUCKETS}th of it longer.
 */
public final class SeenValues {
    private static final int BUCKETS = 24;

    private final long bucketMillis;
    private final Table table;

    /** Where the values are kept. */
    public interface Table {
        /** Row and bucket of a value, or null. */
        @org.jspecify.annotations.Nullable
        Seen get(long high, long low);

        void put(long high, long low, Seen seen);

        /** Forgets the values whose bucket is below. */
        void forgetBelow(long bucket);
    }

    /**
     * Where a value was last seen.
     *
     * @param row fingerprint of the row's key
     * @param bucket in which the value was last seen
     */
    public record Seen(long row, long bucket) {}

    public SeenValues(Duration window, Table table) {
        this.bucketMillis = Math.max(1, Math.floorDiv(window.toMillis() + BUCKETS - 1, BUCKETS));
        this.table = table;
    }

    /** Whether another row had the value. */
    public boolean isTaken(long high, long low, long row, long brokerMillis, long nowMillis) {
        Seen seen = table.get(high, low);
        return seen != null && seen.row() != row && seen.bucket() >= bucket(brokerMillis, nowMillis) - BUCKETS;
    }

    /** Notes that a row has the value. */
    public void note(long high, long low, long row, long brokerMillis, long nowMillis) {
        long bucket = bucket(brokerMillis, nowMillis);
        Seen seen = table.get(high, low);
        if (seen == null || seen.row() != row || seen.bucket() < bucket) {
            table.put(high, low, new Seen(row, seen == null ? bucket : Math.max(bucket, seen.bucket())));
        }
    }

    /** Forgets what has left the window at a time. */
    public void tidy(long streamMillis, long nowMillis) {
        table.forgetBelow(bucket(streamMillis, nowMillis) - BUCKETS);
    }

    private long bucket(long brokerMillis, long nowMillis) {
        return Math.floorDiv(Math.min(brokerMillis, nowMillis), bucketMillis);
    }
}
