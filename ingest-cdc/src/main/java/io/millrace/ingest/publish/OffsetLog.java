package io.millrace.ingest.publish;

import io.millrace.ingest.position.IngestOffset;
import io.millrace.ingest.position.OffsetJson;
import io.millrace.ingest.safety.HaltException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
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
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The compacted topic of offset records: one partition, key = name of the source. */
public final class OffsetLog {
    private static final Duration LONGEST_READ = Duration.ofSeconds(60);

    private final TopicPartition partition;
    private final String source;
    private final byte[] key;

    public OffsetLog(String topic, String source) {
        this.partition = new TopicPartition(topic, 0);
        this.source = source;
        this.key = source.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Sends the record in the open transaction, whose commit reports any error of it.
     *
     * @param watermarkMillis timestamp of the record: all that the database committed up to then is in the topics
     */
    @SuppressWarnings("FutureReturnValueIgnored")
    void send(Producer<byte[], byte[]> producer, IngestOffset offset, long watermarkMillis) {
        producer.send(new ProducerRecord<>(
                partition.topic(), partition.partition(), watermarkMillis, key, OffsetJson.write(offset)));
    }

    /** Takes a request out of the topic, in the open transaction. */
    void remove(Producer<byte[], byte[]> producer, SnapshotRequest request) {
        RequestLog.remove(producer, partition.topic(), new String(key, StandardCharsets.UTF_8), request);
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
        return Optional.ofNullable(records(properties).get(source)).map(this::parsed);
    }

    /** What {@link #forget} would forget, in words; empty where there is nothing, or no topic. */
    public Optional<String> known(Map<String, String> properties) throws InterruptedException {
        try {
            int records = records(properties).size();
            return records == 0
                    ? Optional.empty()
                    : Optional.of(records == 1 ? "the offset record" : "the offset record and what belongs to it");
        } catch (UnknownTopicOrPartitionException e) {
            return Optional.empty();
        }
    }

    /**
     * Writes a tombstone for every record of the source. It takes the transactional id, so that an ingestion that lost
     * its lock without noticing cannot write another one behind it.
     *
     * @throws KafkaException if the cluster is out of reach or refuses
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the commit reports its errors
    public void forget(Map<String, String> properties, String transactionalId) throws InterruptedException {
        try (Producer<byte[], byte[]> producer = KafkaClients.producer(properties, transactionalId)) {
            producer.initTransactions();
            var records = records(properties);
            producer.beginTransaction();
            records.keySet()
                    .forEach(each -> producer.send(new ProducerRecord<>(
                            partition.topic(), partition.partition(), each.getBytes(StandardCharsets.UTF_8), null)));
            producer.commitTransaction();
        }
    }

    /** The records of the source by key: its own, and those whose key goes on behind a slash. */
    private Map<String, byte[]> records(Map<String, String> properties) throws InterruptedException {
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
        Map<String, byte[]> records = new LinkedHashMap<>();
        try (Consumer<byte[], byte[]> consumer = KafkaClients.reader(properties)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long deadline = System.nanoTime() + LONGEST_READ.toNanos();
            while (consumer.position(partition) < end) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    String name = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
                    if (name.equals(source) || name.startsWith(source + "/")) {
                        if (record.value() == null) {
                            records.remove(name);
                        } else {
                            records.put(name, record.value());
                        }
                    }
                }
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("topic " + partition.topic() + " could not be read to its end at offset "
                            + end + " within " + LONGEST_READ.toSeconds()
                            + " s: another source's transaction is open, or the broker is slow");
                }
            }
        }
        return records;
    }

    private IngestOffset parsed(byte[] value) {
        try {
            return OffsetJson.read(value);
        } catch (IllegalArgumentException e) {
            throw new HaltException(
                    "the offset record of " + source + " in topic " + partition.topic() + " cannot be read: "
                            + e.getMessage(),
                    "run the version of Millrace that wrote it, or a later one");
        }
    }
}
