package io.millrace.bench.ingest;

import java.time.Duration;

/** Watches a capture from beside: a row counts when it is thrown away, or committed to its topic. */
final class CaptureMeter {
    /** One row in so many is there to warm up. */
    private static final long WARM_UP_SHARE = 3;

    private static final long POLL_NANOS = 500_000;
    private static final Duration STUCK = Duration.ofSeconds(90);

    private CaptureMeter() {}

    /** Measures the last two thirds of so many rows. */
    static Phase measure(Capture capture, long rows) throws InterruptedException {
        Reading start = await(capture, rows / WARM_UP_SHARE);
        Reading end = await(capture, rows);
        return new Phase(end.rows - start.rows, (end.nanos - start.nanos) / 1e9, (end.cpuNanos - start.cpuNanos) / 1e9);
    }

    private record Reading(long rows, long nanos, long cpuNanos) {}

    private static Reading await(Capture capture, long rows) throws InterruptedException {
        long last = -1;
        long lastNanos = System.nanoTime();
        while (true) {
            long now = capture.rows();
            if (now >= rows) {
                return new Reading(now, System.nanoTime(), capture.cpuNanos());
            }
            if (now != last) {
                last = now;
                lastNanos = System.nanoTime();
            } else if (System.nanoTime() - lastNanos > STUCK.toNanos()) {
                throw new IllegalStateException(
                        "no progress for " + STUCK.toSeconds() + " s at " + now + " of " + rows + " rows");
            }
            capture.requireRunning();
            java.util.concurrent.locks.LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
