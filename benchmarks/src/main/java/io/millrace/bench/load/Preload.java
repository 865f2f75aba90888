package io.millrace.bench.load;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills an input topic before anybody reads it. */
public final class Preload {
    private Preload() {}

    /** How events stand in the topic. */
    public enum Form {
        AVRO,
        /** As changes of a table, in Debezium's JSON. */
        DEBEZIUM_JSON
    }

    /**
     * Sends the events with the indexes below a count, in order per key.
     *
     * @throws IllegalStateException if the broker refuses one
     */
    public static Census send(String bootstrapServers, String topic, Events events, long count, Form form) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.BATCH_SIZE_CONFIG,
                64 << 10,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4");
        var census = new Census();
        var changes = new PaymentChanges();
        var failure = new SendFailure();
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (long index = 0; index < count; index++) {
                Event event = events.event(index);
                Kind kind = events.kind(index);
                byte[] value = form == Form.AVRO ? event.value() : changes.of(event, kind);
                census.add(kind, event.value(), value);
                var unused = producer.send(new ProducerRecord<>(topic, event.key(), value), failure);
            }
        }
        failure.check();
        return census;
    }
}
