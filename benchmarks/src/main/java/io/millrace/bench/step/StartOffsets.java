package io.millrace.bench.step;

import java.util.HashMap;
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
            int partitions = admin.describeTopics(java.util.List.of(topic))
                    .topicNameValues()
                    .get(topic)
                    .get()
                    .partitions()
                    .size();
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            for (int partition = 0; partition < partitions; partition++) {
                offsets.put(new TopicPartition(topic, partition), new OffsetAndMetadata(0));
            }
            admin.alterConsumerGroupOffsets(settings.names().applicationId(), offsets)
                    .all()
                    .get();
        }
    }
}
