package io.millrace.bench;

import io.millrace.bench.load.Events;
import io.millrace.bench.step.Step;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is measured.
 *
 * @param size of a record's value, bytes
 * @param warmUp records that each process handles before its measured ones
 * @param records measured by each step in each round
 * @param rounds interleaved: every step runs once in each
 * @param threads that process records
 * @param latencySeconds of the open-loop run; 0 for none
 * @param steps to run; the raw copies they are compared with are added
 */
public record BenchOptions(
        int size, long warmUp, long records, int rounds, int threads, int latencySeconds, Set<Step> steps) {
    public BenchOptions {
        if (size < Events.SMALLEST || size > Events.LARGEST) {
            throw new IllegalArgumentException(
                    "the size must be " + Events.SMALLEST + " to " + Events.LARGEST + " bytes, found " + size);
        }
        if (records < 1 || rounds < 1 || threads < 1) {
            throw new IllegalArgumentException("records, rounds and threads must be at least 1");
        }
        var all = EnumSet.copyOf(steps);
        steps.forEach(step -> all.add(step.baseline()));
        steps = Set.copyOf(all);
    }

    /** All steps in five rounds, some thirty minutes. */
    public static BenchOptions full() {
        return new BenchOptions(300, 1_000_000, 2_000_000, 5, 2, 60, Step.ladder());
    }

    /**
     * All steps in one short round, for a first impression. One round and not two of half the length: what the compilers
     * still do while records are counted weighs on the larger steps most.
     */
    public static BenchOptions quick() {
        return new BenchOptions(300, 300_000, 300_000, 1, 2, 10, Step.ladder());
    }

    /** With another number of measured records, and half as many to warm up. */
    public BenchOptions withRecords(long count) {
        return new BenchOptions(size, count / 2, count, rounds, threads, latencySeconds, steps);
    }

    public BenchOptions withRounds(int count) {
        return new BenchOptions(size, warmUp, records, count, threads, latencySeconds, steps);
    }

    public BenchOptions withSize(int bytes) {
        return new BenchOptions(bytes, warmUp, records, rounds, threads, latencySeconds, steps);
    }

    public BenchOptions withThreads(int count) {
        return new BenchOptions(size, warmUp, records, rounds, count, latencySeconds, steps);
    }

    public BenchOptions withLatencySeconds(int seconds) {
        return new BenchOptions(size, warmUp, records, rounds, threads, seconds, steps);
    }

    public BenchOptions withSteps(Set<Step> some) {
        return new BenchOptions(size, warmUp, records, rounds, threads, latencySeconds, some);
    }

    /** Records in the input: behind the measured ones come more, since the partitions do not end together. */
    long total() {
        return Math.max(10, (warmUp + records) * 9 / 8);
    }
}
