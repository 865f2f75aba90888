package io.millrace.bench.step;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Commits the beginning of the input for a group, since products never fall back on a reset policy. */
final class StartOffsets {
    private StartOffsets() {}

    static void commit(StepSettings settings) throws ExecutionException, InterruptedException {
        String topic = settings.names().input();
        try (Admin admin = Admin.create(new HashMap<>(Map.of("bootstrap.servers", settings.bootstrapServers())))) {
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .values()
                    .forEach(found -> found.partitions()
                            .forEach(partition -> offsets.put(
                                    new TopicPartition(topic, partition.partition()), new OffsetAndMetadata(0))));
            admin.alterConsumerGroupOffsets(settings.names().applicationId(), offsets)
                    .all()
                    .get();
        }
    }
}
