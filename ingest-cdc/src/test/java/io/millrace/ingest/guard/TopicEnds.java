package io.millrace.ingest.guard;

import io.millrace.ingest.Shop;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Ends of all partitions of a table's topic, committed or not. */
final class TopicEnds {
    private TopicEnds() {}

    static Map<TopicPartition, Long> of(Shop shop, String table) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>copyOf(shop.kafka()), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.endOffsets(consumer.partitionsFor(shop.topic(table)).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList());
        }
    }
}
