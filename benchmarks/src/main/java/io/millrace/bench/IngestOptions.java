package io.millrace.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What of ingestion is measured.
 *
 * @param snapshotRows in the table at the start
 * @param streamedRows inserted later
 * @param rounds interleaved: Debezium's engine and Millrace run once in each
 * @param latencySeconds of the run at {@link #RATE}; 0 for none
 * @param server the unpacked distribution of Debezium Server, to run in each round as well
 */
public record IngestOptions(
        long snapshotRows, long streamedRows, int rounds, int latencySeconds, Optional<Path> server) {
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
        return new IngestOptions(1_500_000, 600_000, 5, 30, Optional.empty());
    }

    /** Two short rounds, for a first impression. */
    public static IngestOptions quick() {
        return new IngestOptions(600_000, 240_000, 2, 10, Optional.empty());
    }

    /** With another number of rows in the snapshot, and two fifths as many streamed. */
    public IngestOptions withRows(long rows) {
        return new IngestOptions(rows, Math.max(1, rows * 2 / 5), rounds, latencySeconds, server);
    }

    public IngestOptions withRounds(int count) {
        return new IngestOptions(snapshotRows, streamedRows, count, latencySeconds, server);
    }

    public IngestOptions withLatencySeconds(int seconds) {
        return new IngestOptions(snapshotRows, streamedRows, rounds, seconds, server);
    }

    /**
     * With Debezium Server as a third.
     *
     * @throws IllegalArgumentException if the folder does not hold its distribution
     */
    public IngestOptions withServer(Path distribution) {
        String[] files = distribution.toFile().list();
        if (files == null
                || Arrays.stream(files).noneMatch(file -> file.endsWith("-runner.jar"))
                || !Files.isDirectory(distribution.resolve("lib"))) {
            throw new IllegalArgumentException(distribution + " is no unpacked Debezium Server: it needs lib/ and a"
                    + " *-runner.jar, as in io.debezium:debezium-server-dist of Maven Central");
        }
        return new IngestOptions(snapshotRows, streamedRows, rounds, latencySeconds, Optional.of(distribution));
    }
}
