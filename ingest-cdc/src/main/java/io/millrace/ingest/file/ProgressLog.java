package io.millrace.ingest.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The records of how far files came: one by content, which a load goes on from, and one by name, which notices that a
 * file was changed while it was loaded in part.
 */
final class ProgressLog {
    private final String topic;
    private final String event;
    private final Map<String, byte[]> records = new HashMap<>();

    /**
     * Reads the topic. Call it after {@code initTransactions}, which ends what a predecessor left open.
     *
     * @param event topic of the event
     */
    ProgressLog(Map<String, String> kafka, String topic, String event) throws InterruptedException {
        this.topic = topic;
        this.event = event;
        CompactedTopic.read(kafka, topic, record -> {
            if (record.key() != null && record.value() != null) {
                records.put(new String(record.key(), UTF_8), record.value());
            }
        });
    }

    /** How far a content came. */
    Optional<LoadProgress> ofContent(String digest) {
        return progress(contentKey(digest));
    }

    /** Another content of this name that was loaded in part. */
    Optional<LoadProgress> unfinishedOfName(String name, String digest) {
        return progress(nameKey(name))
                .filter(last -> !last.digest().equals(digest))
                .flatMap(last -> ofContent(last.digest()))
                .filter(last -> !last.done());
    }

    /** Writes both in the open transaction, whose commit reports any error of it. */
    @SuppressWarnings("FutureReturnValueIgnored")
    void send(Producer<byte[], byte[]> producer, String name, LoadProgress progress) {
        byte[] value = progress.write();
        producer.send(
                new ProducerRecord<>(topic, 0, contentKey(progress.digest()).getBytes(UTF_8), value));
        producer.send(new ProducerRecord<>(topic, 0, nameKey(name).getBytes(UTF_8), value));
    }

    private Optional<LoadProgress> progress(String key) {
        byte @Nullable [] value = records.get(key);
        return value == null ? Optional.empty() : Optional.of(LoadProgress.read(value));
    }

    private String contentKey(String digest) {
        return event + "|content|" + digest;
    }

    private String nameKey(String name) {
        return event + "|name|" + name;
    }
}
