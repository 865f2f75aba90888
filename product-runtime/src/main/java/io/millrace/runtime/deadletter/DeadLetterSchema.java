package io.millrace.runtime.deadletter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** The Avro form of dead letters: one schema for all products, registered under {@code <topic>-value}. */
public final class DeadLetterSchema {
    /** The schema written. Fields are only ever added, with defaults. */
    public static final Schema SCHEMA = SchemaBuilder.record("DeadLetter")
            .namespace("io.millrace")
            .doc("A rejected record. The original is sealed with AES-256-GCM; nothing else of it is stored.")
            .fields()
            .requiredString("reason")
            .requiredString("element")
            .requiredString("product")
            .requiredString("port")
            .optionalString("outputPort")
            .optionalString("contract")
            .requiredString("sourceTopic")
            .requiredInt("sourcePartition")
            .requiredLong("sourceOffset")
            .requiredLong("sourceTimestamp")
            .requiredLong("rejectedAt")
            .optionalString("keyId")
            .name("sealed")
            .doc("12-byte nonce, ciphertext, 16-byte tag; null for a dead letter by reference")
            .type()
            .optional()
            .bytesType()
            .endRecord();

    private DeadLetterSchema() {}

    /** The subject of a dead-letter topic. */
    public static String subject(String topic) {
        return topic + "-value";
    }

    /** The Avro binary encoding, without framing. */
    static byte[] encode(DeadLetter letter) {
        var avro = new GenericData.Record(SCHEMA);
        avro.put("reason", letter.reason());
        avro.put("element", letter.element());
        avro.put("product", letter.product());
        avro.put("port", letter.port());
        avro.put("outputPort", letter.outputPort().orElse(null));
        avro.put("contract", letter.contract().orElse(null));
        avro.put("sourceTopic", letter.source().topic());
        avro.put("sourcePartition", letter.source().partition());
        avro.put("sourceOffset", letter.source().offset());
        avro.put("sourceTimestamp", letter.sourceTimestamp());
        avro.put("rejectedAt", letter.rejectedAt().toEpochMilli());
        avro.put("keyId", letter.keyId().orElse(null));
        avro.put("sealed", letter.sealed().map(ByteBuffer::wrap).orElse(null));
        var out = new ByteArrayOutputStream(256);
        try {
            var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new GenericDatumWriter<GenericRecord>(SCHEMA).write(avro, encoder);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return out.toByteArray();
    }

    /** Reads what {@link #encode} or a later version wrote. */
    static DeadLetter decode(Schema writer, byte[] bytes, int offset) throws IOException {
        var decoder = DecoderFactory.get().binaryDecoder(bytes, offset, bytes.length - offset, null);
        GenericRecord avro = new GenericDatumReader<GenericRecord>(writer, SCHEMA).read(null, decoder);
        return new DeadLetter(
                avro.get("reason").toString(),
                avro.get("element").toString(),
                avro.get("product").toString(),
                avro.get("port").toString(),
                text(avro.get("outputPort")),
                text(avro.get("contract")),
                new Coordinate(avro.get("sourceTopic").toString(), (Integer) avro.get("sourcePartition"), (Long)
                        avro.get("sourceOffset")),
                (Long) avro.get("sourceTimestamp"),
                Instant.ofEpochMilli((Long) avro.get("rejectedAt")),
                text(avro.get("keyId")),
                Optional.ofNullable((ByteBuffer) avro.get("sealed")).map(DeadLetterSchema::copy));
    }

    private static Optional<String> text(@Nullable Object value) {
        return Optional.ofNullable(value).map(Object::toString);
    }

    private static byte[] copy(ByteBuffer buffer) {
        var copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return copy;
    }
}
