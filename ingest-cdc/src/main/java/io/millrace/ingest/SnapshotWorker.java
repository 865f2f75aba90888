package io.millrace.ingest;

import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.ingest.database.SnapshotReader;
import io.millrace.ingest.database.SnapshotReader.Piece;
import io.millrace.ingest.position.IngestOffset;
import io.millrace.ingest.position.ResumePoint;
import io.millrace.ingest.position.SnapshotBoundary;
import io.millrace.ingest.position.SnapshotTask;
import io.millrace.ingest.position.Snapshots;
import io.millrace.ingest.position.TableScan;
import io.millrace.ingest.publish.ChangePublisher;
import io.millrace.ingest.publish.ChangePublisher.RowSink;
import io.millrace.ingest.publish.Published;
import io.millrace.ingest.publish.RequestLog;
import io.millrace.ingest.publish.SnapshotRequest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Reads the snapshots of a source on a thread of its own, beside the engine, and takes up requests for them. The order
 * of steps is what makes rows and changes agree: first which files there are, then what is committed, then the stream
 * has to come past that point, and only then rows are read.
 */
final class SnapshotWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotWorker.class);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration END = Duration.ofSeconds(2);

    private final SourceDescriptor source;
    private final ChangePublisher publisher;
    private final SnapshotReader reader;
    private final RequestLog requests;
    private final Consumer<Published> onPublished;
    private final InstantSource clock;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final Thread thread;

    /**
     * @param reader closed with this
     * @param requests closed with this
     * @param onPublished told of each step, from this thread
     */
    SnapshotWorker(
            SourceDescriptor source,
            ChangePublisher publisher,
            SnapshotReader reader,
            RequestLog requests,
            Consumer<Published> onPublished,
            InstantSource clock) {
        this.source = source;
        this.publisher = publisher;
        this.reader = reader;
        this.requests = requests;
        this.onPublished = onPublished;
        this.clock = clock;
        this.thread = new Thread(this::run, "millrace-snapshot-" + source.name());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Throws what ended the thread, if it has ended. */
    void check() throws InterruptedException, ExecutionException {
        if (end.isDone()) {
            end.get();
        }
    }

    private void run() {
        MDC.put("source", source.name());
        try (reader;
                requests) {
            while (stop.getCount() > 0) {
                take(requests.poll());
                if (!step()) {
                    stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
            end.complete(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end.complete(null);
        } catch (Throwable e) {
            end.completeExceptionally(e);
        }
    }

    /** Does the next thing there is to do; false if there is none, or it has to wait. */
    private boolean step() throws SQLException, InterruptedException {
        IngestOffset offset = publisher.committed();
        if (offset.snapshots().queue().isEmpty()) {
            return false;
        }
        SnapshotTask task = offset.snapshots().queue().get(0);
        SnapshotBoundary boundary = task.boundary();
        if (boundary == null) {
            return begin(task);
        }
        ResumePoint resume = offset.resume();
        if (resume == null || Long.compareUnsigned(resume.lsn(), task.startLsn()) < 0) {
            reader.emitMessages();
            return false;
        }
        return piece(task, boundary);
    }

    private boolean begin(SnapshotTask task) throws SQLException, InterruptedException {
        List<TableScan> scans = new ArrayList<>();
        for (String table : task.tables()) {
            int dot = table.indexOf('.');
            scans.addAll(reader.scans(table.substring(0, dot), table.substring(dot + 1)));
        }
        SnapshotBoundary boundary = reader.boundary();
        if (task.first()) {
            // What was in flight as the publication got the table may be missing in the stream, so it must have ended.
            boundary = boundary.withoutInFlight();
            while (reader.oldestXid() < boundary.nextXid()) {
                if (stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return true;
                }
            }
        }
        SnapshotTask begun = task.begun(boundary, reader.currentLsn(), scans);
        LOG.info("Source {}: snapshot {} of {} begins", source.name(), task.id(), String.join(", ", task.tables()));
        publish(publisher.publish((now, sink) -> now.withFirst(begun)));
        return true;
    }

    private boolean piece(SnapshotTask task, SnapshotBoundary boundary) throws SQLException {
        try {
            var progressed = new boolean[1];
            publish(publisher.publish((now, sink) -> {
                Snapshots next = read(now, task, boundary, sink);
                progressed[0] = !next.equals(now);
                return next;
            }));
            return progressed[0];
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            if (task.first() || !state.startsWith("42")) {
                throw e;
            }
            // Somebody asked for what the role may not read, say; the stream must not stop for it.
            String cause = SafeCause.of(e);
            LOG.warn("Source {}: snapshot {} ends: {}", source.name(), task.id(), cause);
            publish(publisher.publish((now, sink) -> now.endFirst("failed: " + cause)));
            return true;
        }
    }

    private Snapshots read(Snapshots now, SnapshotTask task, SnapshotBoundary boundary, RowSink sink)
            throws SQLException {
        TableScan scan = task.current();
        if (scan == null) {
            return now.withFirst(task);
        }
        boolean events = source.outbox().isPresent()
                && source.outbox().get().qualifiedName().equals(scan.table());
        Piece piece = reader.read(scan, boundary, !events, (key, envelope) -> sink.send(task, key, envelope));
        if (piece instanceof Piece.Read read) {
            Snapshots next = now.withFirst(task.with(read.scan()));
            if (next.queue().size() < now.queue().size()) {
                LOG.info("Source {}: snapshot {} is complete", source.name(), task.id());
            }
            return next;
        }
        if (piece instanceof Piece.Rewritten) {
            LOG.warn(
                    "Source {}: table {} was rewritten while its snapshot was read; it is read again from the start",
                    source.name(),
                    scan.table());
            return now.restart(scan.table());
        }
        return now;
    }

    private void take(List<SnapshotRequest> asked) {
        if (asked.isEmpty()) {
            return;
        }
        publisher.take(asked, requests, before -> {
            Snapshots after = before;
            for (SnapshotRequest request : asked) {
                after = SnapshotOrders.carryOut(
                        request,
                        after,
                        source,
                        publisher.committed(),
                        clock.instant().getEpochSecond());
                LOG.info(
                        "Source {}: {} snapshot {} of {}",
                        source.name(),
                        request.stops() ? "asked to stop" : "asked for",
                        request.id(),
                        request.tables().isEmpty() ? "all tables" : String.join(", ", request.tables()));
            }
            return after;
        });
    }

    private void publish(Published published) {
        onPublished.accept(published);
    }

    /** Lets the piece in hand finish, and ends the thread. */
    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(END.toMillis());
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(200);
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
