package io.millrace.ingest.publish;

import io.millrace.ingest.position.IngestOffset;
import io.millrace.ingest.position.OffsetJson;
import io.millrace.ingest.safety.HaltException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** The compacted topic of offset records: one partition, key = name of the source. */
public final class OffsetLog {
    private static final Duration LONGEST_READ = Duration.ofSeconds(60);

    private final TopicPartition partition;
    private final byte[] key;

    public OffsetLog(String topic, String source) {
        this.partition = new TopicPartition(topic, 0);
        this.key = source.getBytes(StandardCharsets.UTF_8);
    }

    /** Sends the record in the open transaction, whose commit reports any error of it. */
    @SuppressWarnings("FutureReturnValueIgnored")
    void send(Producer<byte[], byte[]> producer, IngestOffset offset) {
        producer.send(new ProducerRecord<>(partition.topic(), partition.partition(), key, OffsetJson.write(offset)));
    }

    /**
     * The last committed offset record. Call it after {@code initTransactions}, which ends what a predecessor left
     * open. It reads up to the high watermark and not only up to the last stable offset: behind another source's open
     * transaction a committed record of ours may lie.
     *
     * @throws KafkaException if the cluster is out of reach or refuses
     * @throws HaltException if the record cannot be read
     */
    public Optional<IngestOffset> last(Map<String, String> properties) throws InterruptedException {
        long end;
        try (Admin admin = KafkaClients.admin(properties)) {
            end = admin.listOffsets(
                            Map.of(partition, OffsetSpec.latest()),
                            new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                    .partitionResult(partition)
                    .get()
                    .offset();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
        byte[] value = null;
        try (Consumer<byte[], byte[]> consumer = KafkaClients.reader(properties)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long deadline = System.nanoTime() + LONGEST_READ.toNanos();
            while (consumer.position(partition) < end) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    if (Arrays.equals(record.key(), key)) {
                        value = record.value();
                    }
                }
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("topic " + partition.topic() + " could not be read to its end at offset "
                            + end + " within " + LONGEST_READ.toSeconds()
                            + " s: another source's transaction is open, or the broker is slow");
                }
            }
        }
        return value == null ? Optional.empty() : Optional.of(parsed(value));
    }

    private IngestOffset parsed(byte[] value) {
        try {
            return OffsetJson.read(value);
        } catch (IllegalArgumentException e) {
            throw new HaltException(
                    "the offset record of " + new String(key, StandardCharsets.UTF_8) + " in topic " + partition.topic()
                            + " cannot be read: " + e.getMessage(),
                    "run the version of Millrace that wrote it, or a later one");
        }
    }
}
