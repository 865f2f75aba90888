package io.millrace.runtime.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.contracts.wire.ConfluentFraming;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.key.SealingKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads a dead-letter topic, for people. Not thread-safe. */
public final class DeadLetters {
    private static final Comparator<DeadLetter> BY_TIME = Comparator.comparing(DeadLetter::rejectedAt)
            .thenComparing(letter -> letter.source().toString());

    private final TopicScan scan;
    private final SchemaRegistry registry;

    private DeadLetters(TopicScan scan, SchemaRegistry registry) {
        this.scan = scan;
        this.registry = registry;
    }

    /**
     * A reader of one topic; nothing is contacted before the first call.
     *
     * @param kafka client properties, at least {@code bootstrap.servers}
     * @param topic {@link io.millrace.contracts.product.Product#deadLetterTopic()}
     */
    public static DeadLetters of(Map<String, String> kafka, String topic, SchemaRegistry registry) {
        return new DeadLetters(new TopicScan(kafka, topic), registry);
    }

    /**
     * The newest dead letters, oldest of them first.
     *
     * @param reason only this code, if given
     * @param limit at most so many
     * @throws IllegalStateException where the topic does not exist
     * @throws org.apache.kafka.common.KafkaException where the cluster does not answer
     */
    public List<DeadLetter> list(Optional<String> reason, int limit) {
        Queue<DeadLetter> newest = new PriorityQueue<>(BY_TIME);
        read(record -> true, letter -> {
            if (reason.isEmpty() || reason.get().equals(letter.reason())) {
                newest.add(letter);
                if (newest.size() > limit) {
                    newest.remove();
                }
            }
        });
        return newest.stream().sorted(BY_TIME).toList();
    }

    /** All dead letters of one source record: one, or one per output port that rejected it. */
    public List<DeadLetter> show(Coordinate source) {
        byte[] key = source.toString().getBytes(UTF_8);
        List<DeadLetter> found = new ArrayList<>();
        read(record -> Arrays.equals(record.key(), key), found::add);
        return List.copyOf(found);
    }

    private void read(Predicate<ConsumerRecord<byte[], byte[]>> wanted, Consumer<DeadLetter> taker) {
        scan.forEach(record -> {
            byte[] value = record.value();
            if (value != null && wanted.test(record) && ConfluentFraming.isFramed(value)) {
                registry.schemaById(ConfluentFraming.schemaId(value)).ifPresent(writer -> {
                    try {
                        taker.accept(DeadLetterSchema.decode(writer, value, ConfluentFraming.HEADER_LENGTH));
                    } catch (IOException notOurs) {
                        throw new IllegalStateException(
                                "record " + record.topic() + "-" + record.partition() + "-" + record.offset()
                                        + " is not a dead letter; who else writes to this topic?",
                                notOurs);
                    }
                });
            }
        });
    }

    /**
     * Opens the sealed original.
     *
     * @throws SealException if the key ring has no such key, or the dead letter was altered or is one by reference
     */
    public static OriginalRecord reveal(DeadLetter letter, KeyRing keys) throws SealException {
        byte[] sealed = letter.sealed()
                .orElseThrow(
                        () -> new SealException(
                                "dead letter " + letter.source()
                                        + " is one by reference: its original is too large; read it at its source while it is retained"));
        String keyId = letter.keyId().orElse("");
        SealingKey key = keys.sealingKey(keyId)
                .orElseThrow(() -> new SealException("dead letter " + letter.source() + " is sealed with key '" + keyId
                        + "', which the key ring does not have; add that key to open it"));
        return Seal.open(letter.source(), sealed, key);
    }
}
