package io.millrace.runtime.deadletter;

import io.millrace.contracts.wire.ConfluentFraming;
import io.millrace.runtime.key.SealingKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/** Writes the dead letters of one task. Not thread-safe. */
public final class DeadLetterWriter {
    private final int schemaId;
    private final int maxValueBytes;
    private final SealingKey key;
    private final Seal seal;

    /**
     * @param schemaId id of {@link DeadLetterSchema#SCHEMA} in the registry
     * @param key seals from now on
     * @param maxValueBytes a dead letter that would be larger goes by reference, without the original
     */
    public DeadLetterWriter(int schemaId, SealingKey key, int maxValueBytes) {
        this.schemaId = schemaId;
        this.key = key;
        this.maxValueBytes = maxValueBytes;
        this.seal = new Seal(key, new SecureRandom());
    }

    /** The framed value of a dead letter; its key is the text of the coordinate. */
    public byte[] write(Rejection rejection, OriginalRecord original, Instant now) {
        byte[] sealed = seal.seal(rejection.source(), original);
        byte[] whole = framed(rejection, now, Optional.of(sealed));
        return whole.length <= maxValueBytes ? whole : framed(rejection, now, Optional.empty());
    }

    private byte[] framed(Rejection rejection, Instant now, Optional<byte[]> sealed) {
        byte[] avro = DeadLetterSchema.encode(new DeadLetter(
                rejection.reason().code(),
                rejection.element(),
                rejection.product(),
                rejection.port(),
                rejection.outputPort(),
                rejection.contract(),
                rejection.source(),
                rejection.sourceTimestamp(),
                now,
                sealed.map(present -> key.id()),
                sealed));
        var framed = new byte[ConfluentFraming.HEADER_LENGTH + avro.length];
        ConfluentFraming.writeHeader(framed, schemaId);
        System.arraycopy(avro, 0, framed, ConfluentFraming.HEADER_LENGTH, avro.length);
        return framed;
    }
}
