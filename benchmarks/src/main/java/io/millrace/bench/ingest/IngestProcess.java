package io.millrace.bench.ingest;

import io.millrace.bench.mesh.BenchMesh;
import io.millrace.bench.step.Leash;
import io.millrace.contracts.registry.InMemoryRegistry;
import io.millrace.contracts.source.SourceDescriptor;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;

/**
 * The main class of a run's process: measures the snapshot, ends the capture, writes a backlog, measures how it is worked
 * off, and goes on capturing until the process that started it closes standard input.
 */
public final class IngestProcess {
    /** Longer than the engine takes to write its offset down. */
    private static final long SETTLE_MILLIS = 1_500;

    private final IngestRun run;
    private final SourceDescriptor source;
    private final InMemoryRegistry registry = new InMemoryRegistry();

    private IngestProcess(IngestRun run) throws IOException {
        this.run = run;
        this.source = BenchMesh.source(run.directory(), run.environment());
    }

    /**
     * Measures a run.
     *
     * @param arguments the settings file
     */
    public static void main(String[] arguments) throws Exception {
        var orphaned = new CountDownLatch(1);
        Leash.hold(orphaned::countDown);
        new IngestProcess(IngestRun.read(Path.of(arguments[0]))).run(orphaned);
        System.exit(0);
    }

    private void run(CountDownLatch orphaned) throws Exception {
        Phase snapshot;
        try (Capture capture = capture()) {
            snapshot = CaptureMeter.measure(capture, run.snapshotRows());
            while (!capture.isFollowing()) {
                capture.requireRunning();
                Thread.sleep(20);
            }
            Thread.sleep(SETTLE_MILLIS);
            require(capture, run.snapshotRows());
        }
        try (Connection connection = connect()) {
            PaymentsTable.append(connection, run.snapshotRows() + 1, run.streamedRows());
        }
        try (Capture capture = capture()) {
            Phase streaming = CaptureMeter.measure(capture, run.streamedRows());
            Thread.sleep(SETTLE_MILLIS);
            require(capture, run.streamedRows());
            new Phases(snapshot, streaming).write(run.result());
            orphaned.await();
        }
    }

    private Capture capture() throws IOException {
        return switch (run.pipe()) {
            case ENGINE -> new EngineCapture(run);
            case MILLRACE -> new MillraceCapture(run, source, registry);
            case SERVER -> new ServerCapture(run, run.server().orElseThrow());
        };
    }

    private static void require(Capture capture, long rows) {
        if (capture.rows() != rows) {
            throw new IllegalStateException(capture.rows() + " rows came where " + rows + " were expected");
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + run.host() + ":" + run.port() + "/" + run.database(),
                run.user(),
                run.password());
    }
}
