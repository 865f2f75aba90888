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
import io.millrace.ingest.position.SourceOffset;
import io.millrace.ingest.safety.RunningChecks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Publishes batches of one engine run: the changes that are not published yet, and the offset record, in one
 * transaction. After any exception it must be closed and made anew, since the outcome of the transaction is unknown.
 */
public final class ChangePublisher implements AutoCloseable {
    private final Producer<byte[], byte[]> producer;
    private final OffsetLog offsets;
    private final TableEncodings encodings;
    private final Optional<OutboxRouter> outbox;
    private final Header outboxSource;
    private final InstantSource clock;
    private final RecordLimits limits;
    private final PositionTracker positions = new PositionTracker();
    private final SourceDescriptor source;
    private IngestOffset committed;
    private final Watermark reached = new Watermark();
    private boolean recognised;
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
        this.outboxSource = TableEncoding.sourceHeader(
                source.name(), source.outbox().map(Outbox::qualifiedName).orElse(""));
        this.committed = start;
        this.clock = clock;
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

    /** Publishes a batch; when it returns, all of it is committed. */
    public Published publish(List<SourceRecord> records) {
        var batch = new Batch();
        for (SourceRecord record : records) {
            batch.add(record);
        }
        return batch.commit();
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
        private boolean open;
        private final Map<String, Integer> ignored = new HashMap<>();
        private int dropped;
        private long lastEventMillis;

        void add(SourceRecord record) {
            SourceOffset offset = SourceOffset.of(record.sourceOffset());
            Optional<Landmark> landmark =
                    record.value() instanceof Struct value ? Landmarks.of(value, offset) : Optional.empty();
            if (!recognised && landmark.isPresent()) {
                RunningChecks.first(source, committed, landmark.get());
                recognised = true;
            }
            if (record.value() instanceof Struct envelope && RecordWriter.isChange(envelope)) {
                change(record, envelope, offset);
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
            boolean snapshot = RecordWriter.isSnapshotRow(envelope);
            if (!snapshot) {
                ChangePosition position = positions.next(offset.commitLsn(), offset.lsn());
                if (committed.covers(position)) {
                    dropped++;
                    return;
                }
                watermark = position;
            }
            if (outbox.isPresent() && outbox.get().takes(envelope)) {
                outboxRow(outbox.get().read(envelope), snapshot);
            } else {
                TableEncoding encoding = encodings.of(envelope, record.keySchema());
                begin();
                int written = writer.write(record, envelope, encoding, snapshot);
                byTopic.merge(encoding.topic(), written, Integer::sum);
            }
            lastEventMillis = RecordWriter.eventMillis(envelope);
        }

        private void outboxRow(OutboxRow row, boolean snapshot) {
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
                    .with(committed.evidence().withPublication(publication).withNext(next));
            if (open || !offset.equals(committed)) {
                begin();
                offsets.send(producer, offset, reached.millis(clock.millis()));
                producer.commitTransaction();
                committed = offset;
            }
            return new Published(Map.copyOf(byTopic), Map.copyOf(ignored), dropped, lastEventMillis, committed);
        }
    }
}
