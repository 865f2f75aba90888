package io.millrace.ingest.publish;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@linkplain SnapshotRequest requests} in a source's offset topic: key {@code <source>/snapshot/<id>}. Who asks
 * needs nothing but Kafka, and a request waits while no ingestion runs. Reading is a thing of one thread.
 */
public final class RequestLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);

    private final Consumer<byte[], byte[]> consumer;
    private final String prefix;
    private final Map<String, SnapshotRequest> open = new LinkedHashMap<>();

    private RequestLog(Consumer<byte[], byte[]> consumer, String source) {
        this.consumer = consumer;
        this.prefix = prefix(source);
    }

    /** Reads the requests of a source from the beginning of its offset topic. */
    public static RequestLog open(Map<String, String> properties, String topic, String source) {
        Consumer<byte[], byte[]> consumer = KafkaClients.reader(properties);
        var partition = List.of(new TopicPartition(topic, 0));
        consumer.assign(partition);
        consumer.seekToBeginning(partition);
        return new RequestLog(consumer, source);
    }

    /** The requests that nobody has taken up yet, oldest first. */
    public List<SnapshotRequest> poll() {
        for (var record : consumer.poll(Duration.ofMillis(1))) {
            String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
            if (!key.startsWith(prefix)) {
                continue;
            }
            if (record.value() == null) {
                open.remove(key);
            } else {
                try {
                    open.put(key, SnapshotRequest.read(record.value()));
                } catch (IllegalArgumentException e) {
                    LOG.warn("The record at offset {} of topic {} is no request", record.offset(), record.topic());
                }
            }
        }
        return List.copyOf(open.values());
    }

    /** Says that a request was taken up. */
    void taken(SnapshotRequest request) {
        open.remove(prefix + request.id());
    }

    /** Takes a request out of the topic, in the open transaction. */
    @SuppressWarnings("FutureReturnValueIgnored") // the commit reports its errors
    static void remove(Producer<byte[], byte[]> producer, String topic, String source, SnapshotRequest request) {
        producer.send(new ProducerRecord<>(topic, 0, key(source, request), null));
    }

    /**
     * Asks. Returns once the brokers have the request.
     *
     * @throws KafkaException if the cluster is out of reach or refuses
     */
    public static void send(Map<String, String> properties, String topic, String source, SnapshotRequest request)
            throws InterruptedException {
        Map<String, Object> settings = new LinkedHashMap<>(properties);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 12_000);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, key(source, request), request.json()))
                    .get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }

    private static byte[] key(String source, SnapshotRequest request) {
        return (prefix(source) + request.id()).getBytes(StandardCharsets.UTF_8);
    }

    private static String prefix(String source) {
        return source + "/snapshot/";
    }

    @Override
    public void close() {
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO));
    }
}
