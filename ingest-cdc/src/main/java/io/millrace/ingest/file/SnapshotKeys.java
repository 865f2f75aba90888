package io.millrace.ingest.file;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.contracts.event.DomainEvent;
import io.millrace.ingest.event.StrictJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The keys of full snapshots of one name, as the topic {@code <domain>.<event>.keys} remembers them: which snapshot last
 * had a key, and a fingerprint of its row. All are in memory while a snapshot is loaded.
 */
final class SnapshotKeys {
    private static final int MARK_BYTES = 16;

    private final String topic;
    private final String prefix;
    private final byte[] generation;
    private final SnapshotSeal seal;
    private final List<String> keyFields;
    private final Map<String, byte[]> remembered = new HashMap<>();

    /**
     * Reads the topic.
     *
     * @param name of the snapshots
     * @param mark what tells the snapshot at hand from all others
     */
    SnapshotKeys(Map<String, String> kafka, DomainEvent event, String name, String mark, SnapshotSeal seal)
            throws InterruptedException {
        this.topic = FileTopics.keys(event);
        this.prefix = name + "|";
        this.generation = Arrays.copyOf(mark.getBytes(US_ASCII), MARK_BYTES);
        this.seal = seal;
        this.keyFields = event.keyFields().stream().map(field -> field.name()).toList();
        CompactedTopic.read(kafka, topic, record -> {
            String key = new String(record.key(), UTF_8);
            // An id has no bar in it, a name may have one.
            if (key.startsWith(prefix) && key.lastIndexOf('|') == prefix.length() - 1) {
                String id = key.substring(prefix.length());
                if (record.value() == null) {
                    remembered.remove(id);
                } else {
                    remembered.put(id, record.value());
                }
            }
        });
    }

    /** Notes a row in the open transaction; returns whether the snapshot before had it with the same content. */
    boolean note(Producer<byte[], byte[]> producer, byte[] key, ObjectNode row, String fingerprint) {
        String id = seal.name(key);
        byte[] mark = Arrays.copyOf(seal.name(fingerprint.getBytes(US_ASCII)).getBytes(US_ASCII), MARK_BYTES);
        byte @Nullable [] before = remembered.get(id);
        boolean same = before != null && Arrays.equals(before, MARK_BYTES, 2 * MARK_BYTES, mark, 0, MARK_BYTES);
        ObjectNode keyOnly = row.objectNode();
        keyFields.forEach(field -> keyOnly.set(field, row.path(field)));
        byte[] sealed = seal.seal(id, bytes(keyOnly));
        byte[] value = ByteBuffer.allocate(2 * MARK_BYTES + sealed.length)
                .put(generation)
                .put(mark)
                .put(sealed)
                .array();
        send(producer, id, value);
        remembered.put(id, value);
        return same;
    }

    /** How many keys are known. */
    int size() {
        return remembered.size();
    }

    /** Those that the snapshot at hand does not have. */
    List<String> missing() {
        return remembered.entrySet().stream()
                .filter(entry -> !Arrays.equals(entry.getValue(), 0, MARK_BYTES, generation, 0, MARK_BYTES))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** The key fields of a row that is gone; forgets it in the open transaction. */
    ObjectNode forget(Producer<byte[], byte[]> producer, String id) {
        byte[] value = java.util.Objects.requireNonNull(remembered.remove(id));
        send(producer, id, null);
        byte[] content = seal.open(id, Arrays.copyOfRange(value, 2 * MARK_BYTES, value.length));
        try {
            return (ObjectNode) StrictJson.MAPPER.readTree(content);
        } catch (IOException | ClassCastException e) {
            throw new FileLoadException("a remembered key in topic " + topic + " cannot be read; was it written with a"
                    + " key file that is not given now?");
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The commit reports any error.
    private void send(Producer<byte[], byte[]> producer, String id, byte @Nullable [] value) {
        producer.send(new ProducerRecord<>(topic, 0, (prefix + id).getBytes(UTF_8), value));
    }

    private static byte[] bytes(ObjectNode node) {
        try {
            return StrictJson.MAPPER.writeValueAsBytes(node);
        } catch (IOException e) {
            throw new IllegalStateException("a tree in memory is always written", e);
        }
    }
}
