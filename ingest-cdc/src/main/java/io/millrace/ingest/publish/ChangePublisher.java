package io.millrace.ingest.publish;

import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.contracts.source.Outbox;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.ingest.outbox.OutboxRouter;
import io.millrace.ingest.outbox.OutboxRow;
import io.millrace.ingest.position.ChangePosition;
import io.millrace.ingest.position.Evidence.Membership;
import io.millrace.ingest.position.IngestOffset;
import io.millrace.ingest.position.Landmark;
import io.millrace.ingest.position.PositionTracker;
import io.millrace.ingest.position.ResumePoint;
import io.millrace.ingest.position.SnapshotTask;
import io.millrace.ingest.position.Snapshots;
import io.millrace.ingest.position.SourceOffset;
import io.millrace.ingest.safety.RunningChecks;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what one engine run reads, and pieces of snapshots: what is not published yet, and the offset record, in
 * one transaction. After any exception it must be closed and made anew, since the outcome of the transaction is unknown.
 *
 * <p>A batch and a piece take turns, each whole. A piece is read while it has its turn: whatever was published before
 * was committed in the database before, so that a row never follows a newer change of it.
 */
public final class ChangePublisher implements AutoCloseable {
    /** What an outbox row counts for in the size of a piece. */
    private static final int OUTBOX_ROW_BYTES = 1_024;

    private final Producer<byte[], byte[]> producer;
    private final OffsetLog offsets;
    private final TableEncodings encodings;
    private final Optional<OutboxRouter> outbox;
    private final Header outboxSource;
    private final InstantSource clock;
    private final RecordLimits limits;
    private final PositionTracker positions = new PositionTracker();
    private final EventShapes shapes = new EventShapes();
    private final SourceDescriptor source;

    /** Fair, so that neither the stream nor a snapshot is held up for long. */
    private final ReentrantLock turn = new ReentrantLock(true);

    private final Condition stepTaken = turn.newCondition();
    private final Optional<String> outboxName;

    private volatile IngestOffset committed;
    private final Watermark reached = new Watermark();
    private boolean recognised;

    /** Tables whose events may come where others were before, since the publication got them in between. */
    private final Set<String> added;

    private volatile @Nullable Membership publication;

    /**
     * A publisher for one run of the engine.
     *
     * @param producer transactional and initialised; closed with this
     * @param limits what the topics take; what is larger is left out
     * @param live asked when the records of a table change
     * @param start what is committed already
     */
    public ChangePublisher(
            SourceDescriptor source,
            SchemaRegistry registry,
            Producer<byte[], byte[]> producer,
            OffsetLog offsets,
            RecordLimits limits,
            LiveTable live,
            IngestOffset start,
            InstantSource clock) {
        this.source = source;
        this.producer = producer;
        this.offsets = offsets;
        this.limits = limits;
        this.encodings = new TableEncodings(source, registry, live);
        this.outbox = source.outbox().map(OutboxRouter::new);
        this.outboxName = source.outbox().map(Outbox::qualifiedName);
        this.outboxSource = TableEncoding.sourceHeader(
                source.name(), source.outbox().map(Outbox::qualifiedName).orElse(""));
        this.committed = start;
        this.clock = clock;
        this.added = start.snapshots().queue().stream()
                .filter(task -> task.id().equals(SnapshotTask.ADDED))
                .flatMap(task -> task.tables().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Commits an offset record alone, to go on from: before the slot of a new snapshot is made, or right after. */
    public void commitOffset(IngestOffset offset) {
        producer.beginTransaction();
        offsets.send(producer, offset, reached.millis(clock.millis()));
        producer.commitTransaction();
        committed = offset;
    }

    /** Tells who belongs to the publication now; it is committed with the next batch. Any thread may call it. */
    public void published(@Nullable Membership membership) {
        publication = membership;
    }

    /** What is committed. */
    public IngestOffset committed() {
        return committed;
    }

    /** Publishes a batch; when it returns, all of it is committed. */
    public Published publish(List<SourceRecord> records) {
        turn.lock();
        try {
            awaitOutboxRows();
            var batch = new Batch();
            for (SourceRecord record : records) {
                batch.add(record);
            }
            return batch.commit();
        } finally {
            turn.unlock();
        }
    }

    /** Events keep their order, so those that were there before come before those that are streamed. */
    private void awaitOutboxRows() {
        try {
            while (outboxName.isPresent() && committed.snapshots().reads(outboxName.get())) {
                stepTaken.await(100, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the rows of an outbox are read", e);
        }
    }

    /** One step of a snapshot: reads rows, sends them, and says what the snapshots have come to. */
    @FunctionalInterface
    public interface SnapshotStep {
        /**
         * Takes the step.
         *
         * @param now the snapshots as they are
         * @param sink sends a row and tells how many bytes it came to
         */
        Snapshots take(Snapshots now, RowSink sink) throws SQLException;
    }

    /** Where rows of a snapshot go. */
    @FunctionalInterface
    public interface RowSink {
        /** Sends a row; returns its bytes. */
        int send(SnapshotTask task, Struct key, Struct envelope);
    }

    /**
     * Takes a step of a snapshot; when it returns, its rows and how far it has come are committed.
     *
     * @throws SQLException if no row was sent; the publisher is good for more
     */
    public Published publish(SnapshotStep step) throws SQLException {
        turn.lock();
        try {
            Published published = take(step);
            stepTaken.signalAll();
            return published;
        } finally {
            turn.unlock();
        }
    }

    private Published take(SnapshotStep step) throws SQLException {
        var batch = new Batch();
        try {
            batch.snapshots = step.take(committed.snapshots(), batch::row);
            return batch.commit();
        } catch (SQLException e) {
            if (batch.open) {
                throw new IllegalStateException("a piece of a snapshot was not read to its end", e);
            }
            throw e;
        }
    }

    /** Takes up requests: they leave the offset topic as what they ask for enters the offset record. */
    public void take(List<SnapshotRequest> requests, RequestLog log, UnaryOperator<Snapshots> result) {
        turn.lock();
        try {
            var batch = new Batch();
            batch.snapshots = result.apply(committed.snapshots());
            batch.begin();
            requests.forEach(request -> offsets.remove(producer, request));
            batch.commit();
            requests.forEach(log::taken);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }

    /** One batch on its way; a transaction is begun with the first record that needs one. */
    private final class Batch {
        private final RecordWriter writer = new RecordWriter(producer, limits, committed, clock.millis());
        private final Map<String, Integer> byTopic = new HashMap<>();
        private @Nullable ResumePoint resume = committed.resume();
        private @Nullable ChangePosition watermark = committed.watermark();
        private @Nullable Landmark next = committed.evidence().next();
        private Snapshots snapshots = committed.snapshots();
        private List<Header> headers = List.of();
        private boolean open;
        private final Map<String, Integer> ignored = new HashMap<>();
        private int dropped;
        private @Nullable Struct lastChange;

        void add(SourceRecord record) {
            SourceOffset offset = SourceOffset.of(record.sourceOffset());
            Optional<Landmark> landmark = Optional.empty();
            if (record.value() instanceof Struct event) {
                EventShape shape = shapes.of(event.schema());
                landmark = shape.landmark(event, offset);
                if (!recognised
                        && landmark.filter(found -> !added.contains(found.table()))
                                .isPresent()) {
                    RunningChecks.first(source, committed, landmark.get());
                    recognised = true;
                }
                if (shape.isChange(event)) {
                    change(record, event, offset);
                }
            }
            landmark.ifPresent(reached::add);
            move(offset, landmark);
        }

        /** Where nothing follows by which the log could be recognised, the resume point stays: so with heartbeats. */
        private void move(SourceOffset offset, Optional<Landmark> landmark) {
            ResumePoint before = resume;
            if (before == null || landmark.isPresent()) {
                resume = ResumePoint.after(before, offset);
                if (landmark.isPresent() && (next == null || !Objects.equals(before, resume))) {
                    next = landmark.get();
                }
            }
        }

        private void change(SourceRecord record, Struct envelope, SourceOffset offset) {
            ChangePosition position = positions.next(offset.commitLsn(), offset.lsn());
            if (committed.covers(position)) {
                dropped++;
                return;
            }
            watermark = position;
            if (outbox.isPresent() && outbox.get().takes(envelope)) {
                outboxRow(outbox.get().read(envelope), List.of());
            } else {
                TableEncoding encoding = encodings.of(envelope, record.keySchema());
                begin();
                int written = writer.write(record, envelope, encoding);
                byTopic.merge(encoding.topic(), written, Integer::sum);
            }
            lastChange = envelope;
        }

        int row(SnapshotTask task, Struct key, Struct envelope) {
            if (headers.isEmpty()) {
                headers = RecordWriter.ofSnapshot(task);
            }
            if (outbox.isPresent() && outbox.get().takes(envelope)) {
                outboxRow(outbox.get().read(envelope), headers);
                return OUTBOX_ROW_BYTES;
            }
            TableEncoding encoding = encodings.of(envelope, key.schema());
            begin();
            byTopic.merge(encoding.topic(), 1, Integer::sum);
            return writer.writeRow(key, envelope, encoding, headers);
        }

        private void outboxRow(OutboxRow row, List<Header> snapshot) {
            if (row instanceof OutboxRow.Event event) {
                begin();
                writer.write(event, outboxSource, snapshot);
                byTopic.merge(event.record().topic(), 1, Integer::sum);
            } else if (row instanceof OutboxRow.Ignored none) {
                ignored.merge(none.operation(), 1, Integer::sum);
            }
        }

        private void begin() {
            if (!open) {
                producer.beginTransaction();
                open = true;
            }
        }

        Published commit() {
            IngestOffset offset = committed
                    .with(resume, watermark)
                    .with(committed.evidence().withPublication(publication).withNext(next))
                    .withSnapshots(snapshots);
            if (open || !offset.equals(committed)) {
                begin();
                offsets.send(producer, offset, reached.millis(clock.millis()));
                producer.commitTransaction();
                committed = offset;
            }
            long lastMillis = lastChange == null ? 0 : RecordWriter.eventMillis(lastChange);
            return new Published(Map.copyOf(byTopic), Map.copyOf(ignored), dropped, lastMillis, committed);
        }
    }
}
