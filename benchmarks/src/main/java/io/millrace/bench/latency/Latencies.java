package io.millrace.bench.latency;

import java.util.Arrays;

/** Latencies in microseconds, all of them kept, so that percentiles are exact. Not thread-safe. */
public final class Latencies {
    private int[] micros = new int[1 << 16];
    private int count;

    /** Notes one; negative counts as 0. */
    public void add(long latencyMicros) {
        if (count == micros.length) {
            micros = Arrays.copyOf(micros, count * 2);
        }
        micros[count++] = (int) Math.max(0, Math.min(Integer.MAX_VALUE, latencyMicros));
    }

    public int count() {
        return count;
    }

    /**
     * The smallest latency that at least a share of all do not exceed, milliseconds; nearest rank.
     *
     * @param share above 0, at most 1
     * @throws IllegalStateException if there is none
     */
    public double percentileMillis(double share) {
        if (count == 0) {
            throw new IllegalStateException("no latency was measured");
        }
        Arrays.sort(micros, 0, count);
        int rank = (int) Math.ceil(share * count);
        return micros[Math.max(1, Math.min(count, rank)) - 1] / 1000.0;
    }
}
