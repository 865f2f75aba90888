package io.millrace.bench;

/**
 * What of ingestion is measured.
 *
 * @param snapshotRows in the table at the start
 * @param streamedRows inserted later
 * @param rounds interleaved: Debezium's engine and Millrace run once in each
 * @param latencySeconds of the run at {@link #RATE}; 0 for none
 */
public record IngestOptions(long snapshotRows, long streamedRows, int rounds, int latencySeconds) {
    /** Rows per second of the latency run. */
    public static final int RATE = 1_000;

    private static final long MOST_ROWS = 100_000_000;

    public IngestOptions {
        if (snapshotRows < 1 || streamedRows < 1 || snapshotRows > MOST_ROWS || streamedRows > MOST_ROWS) {
            throw new IllegalArgumentException(
                    "rows must be 1 to " + MOST_ROWS + ", found " + snapshotRows + " and " + streamedRows);
        }
        if (rounds < 1 || latencySeconds < 0) {
            throw new IllegalArgumentException("rounds must be at least 1, and the latency run not negative");
        }
    }

    /** Five rounds, some ten minutes. */
    public static IngestOptions full() {
        return new IngestOptions(1_500_000, 600_000, 5, 30);
    }

    /** Two short rounds, for a first impression. */
    public static IngestOptions quick() {
        return new IngestOptions(600_000, 240_000, 2, 10);
    }

    /** With another number of rows in the snapshot, and two fifths as many streamed. */
    public IngestOptions withRows(long rows) {
        return new IngestOptions(rows, Math.max(1, rows * 2 / 5), rounds, latencySeconds);
    }

    public IngestOptions withRounds(int count) {
        return new IngestOptions(snapshotRows, streamedRows, count, latencySeconds);
    }

    public IngestOptions withLatencySeconds(int seconds) {
        return new IngestOptions(snapshotRows, streamedRows, rounds, seconds);
    }
}
