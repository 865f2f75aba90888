package io.millrace.contracts.product;

import java.time.Duration;

/**
 * Periods of broker time, each of which ends with a record that says what became of its records.
 *
 * @param topic takes those records, {@code <domain>.<product>.periods}, prefixed by the environment
 * @param length of a period; periods begin at multiples of it since 1970-01-01 UTC
 * @param grace how long after its end a period stays open, at most {@code length}
 */
public record Periods(String topic, Duration length, Duration grace) {
    /** Longer than most producers' transactions are open. */
    public static final Duration GRACE = Duration.ofMinutes(1);

    /** Bounds of {@code length}. */
    public static final Duration SHORTEST = Duration.ofMinutes(1);

    public static final Duration LONGEST = Duration.ofDays(31);
}
