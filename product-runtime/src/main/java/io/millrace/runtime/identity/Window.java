package io.millrace.runtime.identity;

import java.time.Duration;

/**
 * A window in buckets. A record in bucket b is a duplicate if and only if an earlier record with its id lies in a
 * bucket not below b - {@link #BUCKETS}; so an id is remembered for at least the window and at most one bucket more.
 * That depends on a bounded stretch of the partition only, which a window anchored at the first occurrence would not.
 *
 * @param bucketMillis length of one bucket
 */
public record Window(long bucketMillis) {
    /** Buckets in a window. */
    public static final int BUCKETS = 24;

    /** The bucketed form of a declared window. */
    public static Window of(Duration declared) {
        return new Window(Math.max(1, Math.floorDiv(declared.toMillis() + BUCKETS - 1, BUCKETS)));
    }

    /** At least the declared window. */
    public Duration length() {
        return Duration.ofMillis(bucketMillis * BUCKETS);
    }

    /** The bucket of a time, epoch milliseconds. */
    public long bucket(long timestampMillis) {
        return Math.floorDiv(timestampMillis, bucketMillis);
    }

    /** Where reading back must begin so that every verdict from a time on is right: the start of a bucket. */
    public long restoreFrom(long timestampMillis) {
        return Math.max(0, (bucket(timestampMillis) - BUCKETS) * bucketMillis);
    }
}
