package io.millrace.bench;

import io.millrace.bench.ingest.CommitLatency;
import io.millrace.bench.ingest.IngestProcess;
import io.millrace.bench.ingest.IngestRun;
import io.millrace.bench.ingest.KeyCount;
import io.millrace.bench.ingest.PaymentsTable;
import io.millrace.bench.ingest.Phases;
import io.millrace.bench.ingest.Pipe;
import io.millrace.bench.latency.Latencies;
import io.millrace.bench.mesh.BenchMesh;
import io.millrace.bench.report.IngestReport;
import io.millrace.bench.report.Machine;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.embedded.DatabaseAddress;
import io.millrace.embedded.EmbeddedPlatform;
import io.millrace.embedded.EmbeddedStartException;
import io.millrace.ingest.IngestTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.AppInfoParser;

/** Runs ingestion beside Debezium's bare engine, on a database and a broker in processes of their own. */
public final class IngestBench {
    private static final long BYTES_PER_ROW = 1_500;
    private static final long LONGEST_RUN_SECONDS = 900;

    private final IngestOptions options;
    private final Consumer<String> say;
    private final Map<Pipe, List<Phases>> measured = new EnumMap<>(Pipe.class);
    private Optional<Latencies> latencies = Optional.empty();

    /** @param say hears how it goes, a line at a time */
    public IngestBench(IngestOptions options, Consumer<String> say) {
        this.options = options;
        this.say = say;
    }

    /**
     * Runs all rounds.
     *
     * @throws BenchException if something cannot be run, or a topic does not hold what the table does
     */
    public IngestReport run() throws BenchException, InterruptedException {
        Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Machine machine = Machine.here();
        long rows = options.snapshotRows() + options.streamedRows();
        try (EmbeddedPlatform platform = EmbeddedPlatform.builder()
                .kafkaForLoad()
                .withoutRegistry()
                .neededBytes(rows * BYTES_PER_ROW + (1L << 30))
                .start()) {
            for (int round = 1; round <= options.rounds(); round++) {
                for (Pipe pipe : pipes(round)) {
                    Phases phases = run(platform, pipe, round);
                    measured.computeIfAbsent(pipe, first -> new ArrayList<>()).add(phases);
                    say.accept(String.format(
                            Locale.ROOT,
                            "round %d of %d  %-9s snapshot %,9.0f rows/s %6.2f us CPU/row   streaming %,9.0f rows/s %6.2f"
                                    + " us CPU/row",
                            round,
                            options.rounds(),
                            pipe.text(),
                            phases.snapshot().rowsPerSecond(),
                            phases.snapshot().cpuMicrosPerRow(),
                            phases.streaming().rowsPerSecond(),
                            phases.streaming().cpuMicrosPerRow()));
                }
            }
            return IngestReport.of(
                    started.toString(),
                    machine,
                    Map.of("kafka", AppInfoParser.getVersion(), "postgresql", serverVersion(platform.database())),
                    Map.of(
                            "snapshotRows", options.snapshotRows(),
                            "streamedRows", options.streamedRows(),
                            "rounds", options.rounds(),
                            "latencyRowsPerSecond", IngestOptions.RATE,
                            "latencySeconds", options.latencySeconds(),
                            "javaOptions", String.join(" ", Child.OPTIONS)),
                    measured,
                    latencies);
        } catch (EmbeddedStartException | IOException | SQLException | ExecutionException failed) {
            throw new BenchException("the benchmark cannot go on: " + failed.getMessage(), failed);
        }
    }

    /** Every other round the other way round. */
    private List<Pipe> pipes(int round) {
        var pipes = new ArrayList<>(List.of(Pipe.ENGINE, Pipe.MILLRACE));
        if (options.server().isPresent()) {
            pipes.add(Pipe.SERVER);
        }
        if (round % 2 == 0) {
            Collections.reverse(pipes);
        }
        return pipes;
    }

    private Phases run(EmbeddedPlatform platform, Pipe pipe, int round)
            throws IOException, SQLException, InterruptedException, ExecutionException, BenchException {
        String name = pipe.text() + "-" + round;
        Path directory =
                Files.createDirectories(platform.workDirectory().resolve("runs").resolve(name));
        DatabaseAddress database = platform.database();
        IngestRun run = new IngestRun(
                pipe,
                platform.bootstrapServers(),
                database.host(),
                database.port(),
                database.name(),
                database.user(),
                database.password(),
                "run" + round,
                directory,
                options.snapshotRows(),
                options.streamedRows(),
                options.server());
        run.write();
        SourceDescriptor source = BenchMesh.source(directory, run.environment());
        try (Connection connection = database.connect()) {
            PaymentsTable.create(connection, options.snapshotRows());
            if (pipe == Pipe.MILLRACE) {
                createTopics(platform, source);
            }
            try (Child child = Child.start(
                    "run " + name,
                    directory.resolve("log"),
                    IngestProcess.class,
                    run.settings().toString())) {
                awaitResult(run, child);
                if (pipe == Pipe.MILLRACE) {
                    boolean last = round == options.rounds() && options.latencySeconds() > 0;
                    check(platform, source, connection, last);
                }
            }
        }
        return Phases.read(run.result());
    }

    private static void createTopics(EmbeddedPlatform platform, SourceDescriptor source) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
            IngestTopics.apply(admin, List.of(source), step -> {});
        }
    }

    private static void awaitResult(IngestRun run, Child child) throws InterruptedException, BenchException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_RUN_SECONDS);
        while (!Files.exists(run.result())) {
            child.requireAlive();
            if (System.nanoTime() - deadline > 0) {
                throw new BenchException("run " + run.environment() + " of "
                        + run.pipe().text() + " has no result after " + LONGEST_RUN_SECONDS + " s");
            }
            Thread.sleep(100);
        }
    }

    /** The oracle: the topic holds each row once. With the last round the latency run, and its rows as well. */
    private void check(EmbeddedPlatform platform, SourceDescriptor source, Connection connection, boolean withLatency)
            throws SQLException, InterruptedException, ExecutionException, BenchException {
        String topic = source.tables().get(0).topic();
        long rows = options.snapshotRows() + options.streamedRows();
        if (withLatency) {
            var latency = new CommitLatency(
                    platform.bootstrapServers(), topic, rows + 1, IngestOptions.RATE, options.latencySeconds());
            latencies = Optional.of(latency.measure(connection));
            rows += latency.rows();
        }
        KeyCount found = KeyCount.of(platform.bootstrapServers(), topic);
        if (found.records() != rows || found.keys() != rows) {
            throw new BenchException("topic " + topic + " is wrong: " + rows + " rows were written, " + found.records()
                    + " records of " + found.keys() + " keys are in it");
        }
    }

    private static String serverVersion(DatabaseAddress database) throws SQLException {
        try (Connection connection = database.connect()) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }
}
