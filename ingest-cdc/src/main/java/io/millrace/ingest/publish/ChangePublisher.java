package io.millrace.ingest.publish;

import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.ingest.position.ChangePosition;
import io.millrace.ingest.position.IngestOffset;
import io.millrace.ingest.position.PositionTracker;
import io.millrace.ingest.position.ResumePoint;
import io.millrace.ingest.position.SourceOffset;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
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
    private final InstantSource clock;
    private final PositionTracker positions = new PositionTracker();
    private IngestOffset committed;

    /**
     * A publisher for one run of the engine.
     *
     * @param producer transactional and initialised; closed with this
     * @param start what is committed already
     */
    public ChangePublisher(
            SourceDescriptor source,
            SchemaRegistry registry,
            Producer<byte[], byte[]> producer,
            OffsetLog offsets,
            IngestOffset start,
            InstantSource clock) {
        this.producer = producer;
        this.offsets = offsets;
        this.encodings = new TableEncodings(source, registry);
        this.committed = start;
        this.clock = clock;
    }

    /** Commits an offset record alone, to go on from: before the slot of a new snapshot is made, or right after. */
    public void commitOffset(IngestOffset offset) {
        producer.beginTransaction();
        offsets.send(producer, offset);
        producer.commitTransaction();
        committed = offset;
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
        private final RecordWriter writer = new RecordWriter(producer, committed, clock.millis());
        private final Map<String, Integer> byTopic = new HashMap<>();
        private @Nullable ResumePoint resume = committed.resume();
        private @Nullable ChangePosition watermark = committed.watermark();
        private boolean open;
        private int dropped;
        private long lastEventMillis;

        void add(SourceRecord record) {
            SourceOffset offset = SourceOffset.of(record.sourceOffset());
            if (record.value() instanceof Struct envelope && RecordWriter.isChange(envelope)) {
                change(record, envelope, offset);
            }
            resume = ResumePoint.after(resume, offset);
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
            TableEncoding encoding = encodings.of(envelope);
            begin();
            int written = writer.write(record, envelope, encoding, snapshot);
            byTopic.merge(encoding.topic(), written, Integer::sum);
            lastEventMillis = RecordWriter.eventMillis(envelope);
        }

        private void begin() {
            if (!open) {
                producer.beginTransaction();
                open = true;
            }
        }

        Published commit() {
            IngestOffset next = committed.with(resume, watermark);
            if (open || !next.equals(committed)) {
                begin();
                offsets.send(producer, next);
                producer.commitTransaction();
                committed = next;
            }
            return new Published(Map.copyOf(byTopic), dropped, lastEventMillis, committed);
        }
    }
}
