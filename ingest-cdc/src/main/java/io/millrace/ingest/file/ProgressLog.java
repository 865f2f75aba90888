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
 * file was changed while it was loaded in part. Of full snapshots one by name: a content that came before says something
 * new when another came in between.
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

    /**
     * Where a load goes on, or begins.
     *
     * @throws FileLoadException where another content of its name was loaded in part, and is not to be abandoned
     */
    LoadProgress start(LoadRequest request, String digest) {
        Optional<LoadProgress> last = progress(nameKey(request));
        Optional<LoadProgress> other = last.filter(before -> !before.digest().equals(digest));
        if (request.snapshot().isEmpty()) {
            other = other.flatMap(before -> progress(contentKey(before.digest())));
        }
        if (!request.abandon()) {
            other.filter(before -> !before.done()).ifPresent(before -> {
                throw new FileLoadException("a file of name " + request.name()
                        + " with another content was loaded up to row " + before.rows()
                        + " and not to its end: the file was changed since. Load the old content to its"
                        + " end first, or say --abandon-unfinished to leave it at that");
            });
        }
        return request.snapshot().isEmpty()
                ? progress(contentKey(digest)).orElseGet(() -> LoadProgress.none(digest, 0))
                : last.filter(before -> before.digest().equals(digest))
                        .orElseGet(() -> LoadProgress.none(
                                digest,
                                last.map(before -> before.generation() + 1).orElse(0L)));
    }

    /** Writes how far a load came in the open transaction, whose commit reports any error of it. */
    @SuppressWarnings("FutureReturnValueIgnored")
    void send(Producer<byte[], byte[]> producer, LoadRequest request, LoadProgress progress) {
        byte[] value = progress.write();
        if (request.snapshot().isEmpty()) {
            producer.send(
                    new ProducerRecord<>(topic, 0, contentKey(progress.digest()).getBytes(UTF_8), value));
        }
        producer.send(new ProducerRecord<>(topic, 0, nameKey(request).getBytes(UTF_8), value));
    }

    private Optional<LoadProgress> progress(String key) {
        byte @Nullable [] value = records.get(key);
        return value == null ? Optional.empty() : Optional.of(LoadProgress.read(value));
    }

    private String contentKey(String digest) {
        return event + "|content|" + digest;
    }

    private String nameKey(LoadRequest request) {
        return event + (request.snapshot().isEmpty() ? "|name|" : "|snapshot|") + request.name();
    }
}
