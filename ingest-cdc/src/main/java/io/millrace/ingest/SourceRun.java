package io.millrace.ingest;

import io.millrace.contracts.source.Outbox.EventTopic;
import io.millrace.contracts.source.SnapshotMode;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import io.millrace.ingest.access.TransactionalId;
import io.millrace.ingest.database.CaptureEngine;
import io.millrace.ingest.database.ChangeConsumer;
import io.millrace.ingest.database.SnapshotReader;
import io.millrace.ingest.database.SourceSession;
import io.millrace.ingest.database.StreamStart;
import io.millrace.ingest.position.IngestOffset;
import io.millrace.ingest.position.SnapshotTask;
import io.millrace.ingest.position.Snapshots;
import io.millrace.ingest.position.TableScan;
import io.millrace.ingest.publish.ChangePublisher;
import io.millrace.ingest.publish.KafkaClients;
import io.millrace.ingest.publish.OffsetLog;
import io.millrace.ingest.publish.RecordLimits;
import io.millrace.ingest.publish.RequestLog;
import io.millrace.ingest.safety.HaltException;
import io.millrace.ingest.safety.PublicationText;
import io.millrace.ingest.safety.ServerFacts;
import io.millrace.ingest.safety.StartChecks;
import io.millrace.ingest.safety.StartPlan;
import io.millrace.ingest.safety.TableChecks;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt at ingesting a source, from the lock to the end of the engine. The order of the steps is what makes it
 * safe: nobody but the holder of the lock fences the producer, and nothing is read before all that is committed is
 * known.
 */
final class SourceRun {
    private static final Logger LOG = LoggerFactory.getLogger(SourceRun.class);
    private static final Duration CLOSE_ENGINE = Duration.ofSeconds(3);
    private static final Duration STANDBY_POLL = Duration.ofSeconds(1);

    private final SourceDescriptor source;
    private final CapturedDatabase database;
    private final Map<String, String> kafka;
    private final IngestSettings settings;
    private final SourceBoard board;
    private final InstantSource clock;
    private final CountDownLatch stop;
    private final SourceAccess access;

    SourceRun(
            SourceDescriptor source,
            IngestSettings settings,
            SourceBoard board,
            InstantSource clock,
            CountDownLatch stop) {
        this.source = source;
        this.database = new CapturedDatabase(
                source,
                Objects.requireNonNull(settings.databases().get(source.name())),
                "millrace-ingest " + settings.instanceId());
        this.kafka = Objects.requireNonNull(settings.kafkaBySource().get(source.name()));
        this.settings = settings;
        this.board = board;
        this.clock = clock;
        this.stop = stop;
        this.access = new SourceAccess(source, settings);
    }

    /** Returns when told to stop, and throws on anything else. */
    void run() throws SQLException, InterruptedException, ExecutionException {
        try (SourceSession session = database.open()) {
            if (awaitLock(session)) {
                access.check();
                RequiredTopics.check(kafka, source);
                TableChecks.check(source.captured(), database.tables(session));
                OutboxCheck.check(source, session);
                warnOfChangedTables(session);
                ingest(session);
            }
        }
    }

    /** Reads how much of the log the slot holds back; without a database there is no new reading. */
    void lookAtWal() {
        try (SourceSession session = database.open()) {
            session.facts(source.slot(), source.publication())
                    .slot()
                    .ifPresentOrElse(
                            slot -> board.wal().update(slot.wal()),
                            () -> board.wal().gone());
        } catch (SQLException e) {
            LOG.debug("source {}: the database is out of reach", source.name());
        }
    }

    private boolean awaitLock(SourceSession session) throws SQLException, InterruptedException {
        while (!session.tryLock(source.slot())) {
            board.state(new SourceState.Standby());
            if (stop.await(STANDBY_POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        board.state(new SourceState.Starting());
        return stop.getCount() > 0;
    }

    /** A new column is harmless and a changed one is judged record by record, so neither stops ingestion. */
    private void warnOfChangedTables(SourceSession session) throws SQLException {
        ChangedTables.of(source, session)
                .forEach((table, words) -> LOG.warn(
                        "source {}: table {} has changed since it was locked ({}); run millrace lock and millrace"
                                + " validate",
                        source.name(),
                        table,
                        words));
    }

    private void ingest(SourceSession session) throws SQLException, InterruptedException, ExecutionException {
        var offsetLog = new OffsetLog(source.offsetTopic(), source.name());
        var producer = KafkaClients.producer(kafka, TransactionalId.of(source));
        board.producer().show(producer);
        StartPlan plan;
        try {
            access.initTransactions(producer);
            plan = new StartChecks(source, settings.takesNewTables())
                    .decide(
                            offsetLog.last(kafka),
                            facts(session),
                            clock.instant().getEpochSecond());
        } catch (RuntimeException | SQLException | InterruptedException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
        RecordLimits limits = limits(producer);
        try (var publisher = new ChangePublisher(
                        source,
                        settings.registry(),
                        producer,
                        offsetLog,
                        limits,
                        database::live,
                        plan.offset(),
                        clock);
                SnapshotReader reader = database.reader(session, clock)) {
            if (plan instanceof StartPlan.Snapshot snapshot) {
                publisher.commitOffset(snapshot.offset());
                if (snapshot.dropSlot()) {
                    session.dropSlot(source.slot());
                }
                session.publish(source.publication(), new PublicationText(source));
                // The slot's first position is committed before the first change, so that no later start takes another.
                publisher.commitOffset(begun(session, reader, snapshot.offset()));
            } else if (plan instanceof StartPlan.Added added) {
                session.publish(source.publication(), new PublicationText(source));
                publisher.commitOffset(added.offset());
            }
            board.startAt(publisher.committed());
            capture(session, publisher, reader);
        }
    }

    /** Which files there are is told before what is committed, so that one that is written anew is noticed. */
    private IngestOffset begun(SourceSession session, SnapshotReader reader, IngestOffset offset) throws SQLException {
        var scans = new ArrayList<TableScan>();
        // An outbox comes first: its rows are older events than any in the stream, which waits for them.
        if (source.outbox().isPresent()) {
            scans.addAll(reader.scans(
                    source.outbox().get().schema(), source.outbox().get().table()));
        }
        for (CapturedTable table : source.tables()) {
            scans.addAll(reader.scans(table.schema(), table.table()));
        }
        StreamStart slot = database.begin(session);
        IngestOffset begun = offset.with(slot.resume(), null);
        if (source.snapshot() == SnapshotMode.NO_DATA) {
            return begun;
        }
        SnapshotTask task = SnapshotTask.queued(
                        SnapshotTask.INITIAL, offset.generation(), SnapshotTask.EVERYONE, source.capturedNames())
                .begun(slot.boundary(), slot.resume().lsn(), scans);
        return begun.withSnapshots(Snapshots.NONE.plus(task));
    }

    private RecordLimits limits(Producer<byte[], byte[]> producer) throws InterruptedException {
        try {
            Stream<String> events = source.outbox().stream()
                    .flatMap(outbox -> outbox.topics().stream().map(EventTopic::topic));
            return RecordLimits.of(
                    kafka,
                    Stream.concat(source.tables().stream().map(CapturedTable::topic), events)
                            .toList());
        } catch (RuntimeException | InterruptedException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    private void capture(SourceSession session, ChangePublisher publisher, SnapshotReader reader)
            throws SQLException, InterruptedException, ExecutionException {
        var polling = new AtomicBoolean();
        Runnable tellState = () -> {
            synchronized (polling) {
                board.follows(polling.get(), publisher.committed().snapshots().lacksRows());
            }
        };
        var watch = new SourceWatch(source, session, publisher, board, publisher.committed());
        try (var snapshots = new SnapshotWorker(
                source,
                publisher,
                reader,
                RequestLog.open(kafka, source.offsetTopic(), source.name()),
                published -> {
                    board.add(published);
                    tellState.run();
                },
                clock)) {
            tellState.run();
            snapshots.start();
            var attached = new AtomicBoolean();
            ChangeConsumer publish = records -> {
                if (attached.compareAndSet(false, true)) {
                    database.requireSlot(publisher.committed());
                }
                board.add(publisher.publish(records));
            };
            CaptureEngine engine =
                    database.capture(session, () -> publisher.committed().resume(), publish, () -> {
                        polling.set(true);
                        tellState.run();
                    });
            try {
                while (!awaitStop(engine, snapshots, watch.pause())) {
                    watch.act();
                }
            } catch (HaltException e) {
                // Told before the engine is closed, which takes its time.
                board.state(new SourceState.Halted(e.found(), e.repair()));
                throw e;
            } finally {
                engine.close(CLOSE_ENGINE);
            }
        }
    }

    /** Waits for the stop or the engine's end; true if told to stop, an exception if the engine failed. */
    private boolean awaitStop(CaptureEngine engine, SnapshotWorker snapshots, long nanos)
            throws InterruptedException, ExecutionException {
        long deadline = System.nanoTime() + nanos;
        do {
            if (stop.await(20, TimeUnit.MILLISECONDS)) {
                return true;
            }
            snapshots.check();
            try {
                engine.end().get(30, TimeUnit.MILLISECONDS);
                throw new IngestException("the capture engine ended by itself");
            } catch (TimeoutException e) {
                // It runs.
            }
        } while (System.nanoTime() < deadline);
        return false;
    }

    private ServerFacts facts(SourceSession session) throws SQLException {
        ServerFacts facts = database.facts(session);
        facts.slot().ifPresent(slot -> board.wal().update(slot.wal()));
        return facts;
    }
}
