package io.millrace.ingest.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.contracts.event.DomainEvent;
import io.millrace.ingest.TestPlatform;
import io.millrace.ingest.publish.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What the topic of an event holds. */
final class WrittenEvents {
    private WrittenEvents() {}

    /** Committed records whose value holds a marker. */
    static List<ConsumerRecord<byte[], byte[]>> with(String marker, DomainEvent event) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (var consumer = KafkaClients.reader(
                Map.of("bootstrap.servers", TestPlatform.get().bootstrapServers()))) {
            List<TopicPartition> partitions = consumer.partitionsFor(event.topic()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (new String(record.value(), UTF_8).contains(marker)) {
                        found.add(record);
                    }
                });
            }
        }
        return found;
    }
}
