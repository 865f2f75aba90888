package io.millrace.ingest.publish;

import io.millrace.ingest.position.IngestOffset;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Turns the change records of one batch into Kafka records and hands them to the producer. */
final class RecordWriter {
    private final Producer<byte[], byte[]> producer;
    private final Header ingestedAt;
    private final Header epoch;
    private final Header generation;

    RecordWriter(Producer<byte[], byte[]> producer, IngestOffset offset, long nowMillis) {
        this.producer = producer;
        this.ingestedAt = header("mr-ingested-at", nowMillis);
        this.epoch = header("source-epoch", offset.epoch());
        this.generation = header("snapshot-generation", offset.generation());
    }

    /** Rows and truncations; not heartbeats, nor logical messages. */
    static boolean isChange(Struct value) {
        Field operation = value.schema().field("op");
        return operation != null && value.schema().field("source") != null && !"m".equals(value.get(operation));
    }

    static boolean isSnapshotRow(Struct envelope) {
        return "r".equals(envelope.getString("op"));
    }

    static long eventMillis(Struct envelope) {
        Long millis = envelope.getStruct("source").getInt64("ts_ms");
        return millis == null ? 0 : millis;
    }

    /** Sends a record; a truncation has no key and goes to every partition. Returns how many were sent. */
    int write(SourceRecord record, Struct envelope, TableEncoding encoding, boolean snapshot) {
        byte[] value = encoding.value(envelope);
        if (record.key() instanceof Struct key) {
            send(encoding, null, encoding.key(key), value, snapshot);
            return 1;
        }
        var partitions = producer.partitionsFor(encoding.topic());
        partitions.forEach(partition -> send(encoding, partition.partition(), null, value, snapshot));
        return partitions.size();
    }

    /** Errors of a send come out of the transaction's commit. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(
            TableEncoding encoding,
            @Nullable Integer partition,
            byte @Nullable [] key,
            byte[] value,
            boolean snapshot) {
        Header[] headers = snapshot
                ? new Header[] {encoding.sourceHeader(), ingestedAt, epoch, generation}
                : new Header[] {encoding.sourceHeader(), ingestedAt, epoch};
        producer.send(new ProducerRecord<>(encoding.topic(), partition, key, value, new RecordHeaders(headers)));
    }

    private static Header header(String name, long number) {
        return new RecordHeader(name, Long.toString(number).getBytes(StandardCharsets.UTF_8));
    }
}
