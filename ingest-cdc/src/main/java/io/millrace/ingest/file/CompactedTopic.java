package io.millrace.ingest.file;

import io.millrace.ingest.publish.KafkaClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads a compacted topic of one partition to its end. */
final class CompactedTopic {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private CompactedTopic() {}

    /**
     * Every committed record, up to the high watermark: behind another load's open transaction one of ours may lie.
     *
     * @throws KafkaException if the cluster is out of reach or refuses
     */
    static void read(Map<String, String> kafka, String topic, Consumer<ConsumerRecord<byte[], byte[]>> each)
            throws InterruptedException {
        var partition = new TopicPartition(topic, 0);
        long end;
        try (Admin admin = KafkaClients.admin(kafka)) {
            end = admin.listOffsets(
                            Map.of(partition, OffsetSpec.latest()),
                            new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                    .partitionResult(partition)
                    .get()
                    .offset();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
        try (var consumer = KafkaClients.reader(kafka)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long deadline = System.nanoTime() + LONGEST.toNanos();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(each);
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException(
                            "topic " + topic + " could not be read to its end within " + LONGEST.toSeconds() + " s");
                }
            }
        }
    }
}
