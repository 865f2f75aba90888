package io.millrace.bench.ingest;

import io.millrace.bench.step.ProcessReading;

/** Something that captures the table, from a snapshot or from where it left off. */
interface Capture extends AutoCloseable {
    /** Rows that are through since it was made: thrown away, or committed to the topic. */
    long rows();

    /** Whether the snapshot is over for good, so that the next one will not begin it anew. */
    boolean isFollowing();

    /**
     * Makes sure that there is something to wait for.
     *
     * @throws IllegalStateException if it does not run any more
     */
    void requireRunning();

    /** Processor time of what captures, compilers and collector included. */
    default long cpuNanos() {
        return ProcessReading.take().cpuNanos();
    }

    /** Ends it such that the next one goes on where this one ended. */
    @Override
    void close();
}
