package io.millrace.ingest.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.contracts.event.DomainEvent;
import io.millrace.ingest.event.EventJudge;
import io.millrace.ingest.event.EventRecord;
import io.millrace.ingest.event.StrictJson;
import io.millrace.ingest.file.row.FileRow;
import io.millrace.ingest.file.row.RowEvents;
import io.millrace.ingest.file.row.RowEvents.Verdict;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes the rows of one load in transactions, each with how far it came. After any exception it is of no use. */
final class LoadBatches {
    private static final int MOST_ROWS = 2_000;
    private static final long MOST_BYTES = 1 << 20;

    private final Producer<byte[], byte[]> producer;
    private final ProgressLog log;
    private final DomainEvent event;
    private final EventJudge judge;
    private final LoadRequest request;
    private final Optional<SnapshotKeys> keys;
    private final InstantSource clock;
    private LoadProgress committed;
    private long rows;
    private long rejected;
    private long deleted;
    private int batchRows;
    private long batchBytes;
    private boolean open;

    LoadBatches(
            Producer<byte[], byte[]> producer,
            ProgressLog log,
            DomainEvent event,
            EventJudge judge,
            LoadRequest request,
            Optional<SnapshotKeys> keys,
            LoadProgress start,
            InstantSource clock) {
        this.producer = producer;
        this.log = log;
        this.event = event;
        this.judge = judge;
        this.request = request;
        this.keys = keys;
        this.committed = start;
        this.rows = start.rows();
        this.rejected = start.rejected();
        this.deleted = start.deleted();
        this.clock = clock;
    }

    long rows() {
        return rows;
    }

    long rejected() {
        return rejected;
    }

    long committedRows() {
        return committed.rows();
    }

    boolean isFull() {
        return batchRows >= MOST_ROWS || batchBytes >= MOST_BYTES;
    }

    void add(FileRow row, Verdict verdict, Rejects rejects) throws IOException {
        begin();
        rows++;
        batchRows++;
        if (verdict instanceof Verdict.Rejected reasons) {
            rejected++;
            rejects.add(row, reasons.problems());
            return;
        }
        Verdict.Taken taken = (Verdict.Taken) verdict;
        boolean unchanged =
                keys.isPresent() && keys.get().note(producer, taken.record().key(), row.content(), taken.fingerprint());
        if (!unchanged) {
            send(taken.record());
        }
    }

    void commit(boolean done) {
        begin();
        LoadProgress progress = committed.to(rows, rejected, deleted, done);
        log.send(producer, request, progress);
        producer.commitTransaction();
        committed = progress;
        open = false;
        batchRows = 0;
        batchBytes = 0;
    }

    /**
     * Commits what is left, with the deletes of a full snapshot.
     *
     * @param skipped rows that were committed before
     * @throws FileLoadException where there would be too many deletes
     */
    LoadResult finish(long skipped) {
        boolean withheld = false;
        if (keys.isPresent()) {
            List<String> missing = keys.get().missing();
            withheld = rejected > 0 && !missing.isEmpty();
            if (!withheld) {
                delete(keys.get(), missing);
            }
        }
        commit(true);
        return new LoadResult(rows, rejected, deleted, skipped, withheld);
    }

    private void delete(SnapshotKeys keys, List<String> missing) {
        LoadRequest.FullSnapshot snapshot = request.snapshot().orElseThrow();
        long all = keys.size() + deleted;
        if ((missing.size() + deleted) * 100 > all * snapshot.mostDeletes()) {
            commit(false);
            throw new FileLoadException("the snapshot lacks " + missing.size() + " of " + all
                    + " keys, more than --max-deletes " + snapshot.mostDeletes()
                    + " percent; its rows are committed, no key was deleted. If the file is whole, run this again with a"
                    + " higher --max-deletes");
        }
        for (String id : missing) {
            begin();
            ObjectNode content = keys.forget(producer, id);
            content.set(snapshot.field(), value(snapshot.value()));
            send(RowEvents.delete(judge, content, committed.mark(), clock.millis()));
            deleted++;
            batchRows++;
            if (isFull()) {
                commit(false);
            }
        }
    }

    private static JsonNode value(String text) {
        try {
            JsonNode read = StrictJson.MAPPER.readTree(text);
            return read.isValueNode()
                    ? read
                    : StrictJson.MAPPER.getNodeFactory().textNode(text);
        } catch (JsonProcessingException e) {
            return StrictJson.MAPPER.getNodeFactory().textNode(text);
        }
    }

    private void begin() {
        if (!open) {
            producer.beginTransaction();
            open = true;
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The commit reports any error.
    private void send(EventRecord event) {
        var record = new ProducerRecord<>(this.event.topic(), null, event.key(), event.value());
        event.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        producer.send(record);
        batchBytes += event.value().length + event.key().length;
    }
}
