package io.millrace.runtime.deadletter;

import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.runtime.key.KeyRing;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a dead-letter topic, for people. */
public final class DeadLetters {

    /**
     * A reader of one topic; nothing is contacted before the first call.
     *
     * @param kafka client properties, at least {@code bootstrap.servers}
     * @param topic {@link io.millrace.contracts.product.Product#deadLetterTopic()}
     */
    public static DeadLetters of(Map<String, String> kafka, String topic, SchemaRegistry registry) {
        throw new UnsupportedOperationException();
    }

    private DeadLetters() {}

    /**
     * The newest dead letters, oldest of them first.
     *
     * @param reason only this code, if given
     * @param limit at most so many
     */
    public List<DeadLetter> list(Optional<String> reason, int limit) {
        throw new UnsupportedOperationException();
    }

    /** All dead letters of one source record: one, or one per output port that rejected it. */
    public List<DeadLetter> show(Coordinate source) {
        throw new UnsupportedOperationException();
    }

    /**
     * Opens the sealed original.
     *
     * @throws SealException if the key ring has no such key, or the dead letter was altered or is one by reference
     */
    public static OriginalRecord reveal(DeadLetter letter, KeyRing keys) throws SealException {
        throw new UnsupportedOperationException();
    }
}
