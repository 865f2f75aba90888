package io.millrace.runtime.topology;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How often something may be done: so many times at once, and then as often as it fills up again. Thread-safe. */
final class Allowance {
    private final long perUseNanos;
    private final long mostNanos;
    private final LongSupplier nanoTime;
    private long fullAt;

    /** @param perUse how long one use takes to come back */
    Allowance(int most, Duration perUse, LongSupplier nanoTime) {
        this.perUseNanos = perUse.toNanos();
        this.mostNanos = most * perUseNanos;
        this.nanoTime = nanoTime;
        this.fullAt = nanoTime.getAsLong();
    }

    /** Whether nothing is left at the moment. */
    synchronized boolean isSpent() {
        return fullAt - nanoTime.getAsLong() > mostNanos - perUseNanos;
    }

    /** Uses it once; false if nothing is left. */
    synchronized boolean use() {
        if (isSpent()) {
            return false;
        }
        long now = nanoTime.getAsLong();
        fullAt = (fullAt - now > 0 ? fullAt : now) + perUseNanos;
        return true;
    }
}
