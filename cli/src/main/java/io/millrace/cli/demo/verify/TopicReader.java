package io.millrace.cli.demo.verify;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads whole topics from their beginning, without a group, so that nothing it does can disturb anybody. One thread. */
public final class TopicReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    /**
     * @param bootstrapServers of the cluster
     * @param isolation {@code read_committed} for what a consumer sees, {@code read_uncommitted} for every byte
     * @param topics must exist
     */
    public TopicReader(String bootstrapServers, String isolation, Collection<String> topics) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("bootstrap.servers", bootstrapServers);
        properties.put("isolation.level", isolation);
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", "false");
        properties.put("client.id", "demo-" + isolation);
        properties.put("fetch.max.bytes", "8388608");
        properties.put("exclude.internal.topics", "false");
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        partitions = topics.stream()
                .distinct()
                .flatMap(topic -> consumer.partitionsFor(topic, PATIENCE).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Goes on from the end instead of the beginning. */
    public void skipToEnd() {
        consumer.seekToEnd(partitions);
    }

    /** Hands over what comes within the time. */
    public void poll(Duration atMost, Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(atMost);
        records.forEach(handler);
    }

    /** Hands over everything that is there when the call begins. */
    public void readToEnd(Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey(), PATIENCE) < end.getValue())) {
            poll(Duration.ofMillis(200), handler);
        }
    }

    @Override
    public void close() {
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(2)));
    }
}
