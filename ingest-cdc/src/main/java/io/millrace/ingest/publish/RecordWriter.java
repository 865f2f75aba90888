package io.millrace.ingest.publish;

import io.millrace.contracts.source.CaptureRules.OnTruncate;
import io.millrace.ingest.outbox.OutboxRow;
import io.millrace.ingest.position.IngestOffset;
import io.millrace.ingest.position.SnapshotTask;
import io.millrace.ingest.safety.HaltException;
import io.millrace.ingest.schema.StructEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Turns the change records of one batch into Kafka records and hands them to the producer. */
final class RecordWriter {
    private final Producer<byte[], byte[]> producer;
    private final RecordLimits limits;
    private final Header ingestedAt;
    private final Header epoch;

    RecordWriter(Producer<byte[], byte[]> producer, RecordLimits limits, IngestOffset offset, long nowMillis) {
        this.producer = producer;
        this.limits = limits;
        this.ingestedAt = header("mr-ingested-at", nowMillis);
        this.epoch = header("source-epoch", offset.epoch());
    }

    static long eventMillis(Struct envelope) {
        Long millis = envelope.getStruct("source").getInt64("ts_ms");
        return millis == null ? 0 : millis;
    }

    /** Sends a record; a truncation has no key and goes to every partition. Returns how many were sent. */
    int write(SourceRecord record, Struct envelope, TableEncoding encoding) {
        Header[] headers = {encoding.sourceHeader(), ingestedAt, epoch};
        byte[] key = record.key() instanceof Struct columns ? encoding.key(columns) : null;
        StructEncoder.Encoded value = value(encoding, key, envelope);
        if (key != null) {
            send(encoding, null, key, value, headers);
            return 1;
        }
        if (!"t".equals(envelope.getString("op"))) {
            throw new HaltException(
                    "table " + encoding.table().qualifiedName() + " has lost its primary key, and the key orders a"
                            + " row's changes",
                    "ALTER TABLE " + encoding.table().qualifiedName() + " ADD PRIMARY KEY (<columns>); changes that"
                            + " were made without a key have none in the log, so take a new snapshot then");
        }
        if (encoding.table().rules().onTruncate() == OnTruncate.HALT) {
            throw new HaltException(
                    "table " + encoding.table().qualifiedName() + " was truncated, and which rows it had is not in the"
                            + " log",
                    "write 'onTruncate: publish' at the table and start again: products then reject the truncation and"
                            + " go on; rows that are gone stay in latest topics until their products are rebuilt from"
                            + " a new snapshot");
        }
        var partitions = producer.partitionsFor(encoding.topic());
        partitions.forEach(partition -> send(encoding, partition.partition(), null, value, headers));
        return partitions.size();
    }

    /**
     * Sends an event; other errors come out of the transaction's commit.
     *
     * @throws HaltException if it is larger than Kafka takes: of an event nothing can be left out
     */
    @SuppressWarnings("FutureReturnValueIgnored")
    void write(OutboxRow.Event event, Header source, List<Header> snapshot) {
        ProducerRecord<byte[], byte[]> record = event.record();
        record.headers().add(source).add(ingestedAt).add(epoch);
        snapshot.forEach(record.headers()::add);
        int bytes = record.key().length + (record.value() == null ? 0 : record.value().length);
        int most = limits.valueBytes(record.topic());
        if (bytes > most) {
            throw new HaltException(
                    "an event of " + bytes + " bytes for topic " + record.topic() + " came from outbox "
                            + new String(source.value(), StandardCharsets.UTF_8) + ", and Kafka takes " + most,
                    "raise max.request.size of the source's Kafka settings and max.message.bytes of topic "
                            + record.topic() + ", and start again: nothing of an event is left out");
        }
        producer.send(record);
    }

    /**
     * Sends a row of a snapshot, with its headers beside those of every record. Returns its size in bytes.
     *
     * @param snapshot {@link #ofSnapshot}
     */
    int writeRow(Struct key, Struct envelope, TableEncoding encoding, List<Header> snapshot) {
        byte[] keyBytes = encoding.key(key);
        StructEncoder.Encoded value = value(encoding, keyBytes, envelope);
        var headers = new ArrayList<>(List.of(encoding.sourceHeader(), ingestedAt, epoch));
        headers.addAll(snapshot);
        send(encoding, null, keyBytes, value, headers.toArray(Header[]::new));
        return keyBytes.length + value.value().length;
    }

    private StructEncoder.Encoded value(TableEncoding encoding, byte @Nullable [] key, Struct envelope) {
        return encoding.value(envelope, limits.valueBytes(encoding.topic()) - (key == null ? 0 : key.length));
    }

    /** The headers that tell which snapshot a row belongs to, and whom it is for. */
    static List<Header> ofSnapshot(SnapshotTask task) {
        Header generation = header("snapshot-generation", task.generation());
        return task.first()
                ? List.of(generation)
                : List.of(
                        generation,
                        new RecordHeader("snapshot-for", task.audience().getBytes(StandardCharsets.UTF_8)));
    }

    /** Errors of a send come out of the transaction's commit. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(
            TableEncoding encoding,
            @Nullable Integer partition,
            byte @Nullable [] key,
            StructEncoder.Encoded value,
            Header[] common) {
        var headers = new RecordHeaders(common);
        if (!value.omitted().isEmpty()) {
            headers.add("mr-omitted", value.omitted().getBytes(StandardCharsets.UTF_8));
        }
        producer.send(new ProducerRecord<>(encoding.topic(), partition, key, value.value(), headers));
    }

    private static Header header(String name, long number) {
        return new RecordHeader(name, Long.toString(number).getBytes(StandardCharsets.UTF_8));
    }
}
