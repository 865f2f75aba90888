package io.millrace.bench.step;

/** What moves records from the input topic to the output topic. */
interface Pipeline extends AutoCloseable {
    /** Begins to read; returns before the first record is there. */
    void start() throws Exception;

    /** Throws an {@link IllegalStateException} if it has stopped by itself. */
    void requireRunning();

    /** Records dropped as duplicates so far. */
    long duplicates();

    @Override
    void close();
}
