package io.millrace.runtime.code;

import io.millrace.contracts.registry.RegistryException;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.contracts.wire.ConfluentFraming;
import io.millrace.product.AvroValues;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Values of one input port: read in whatever schema they were written, handed over in that of the contract. State that
 * keeps them is written under the id that the contract's schema has in the registry, so that it can be read after the
 * contract has changed. Safe for use by several threads.
 */
final class PortSerde implements Serde<GenericRecord>, Serializer<GenericRecord>, Deserializer<GenericRecord> {
    private static final int MOST_WRITERS = 1000;

    private final String port;
    private final Schema schema;
    private final int schemaId;
    private final SchemaRegistry registry;
    private final Map<Integer, DatumReader<GenericRecord>> readers = new ConcurrentHashMap<>();

    /** @param schemaId of the schema in the registry */
    PortSerde(String port, Schema schema, int schemaId, SchemaRegistry registry) {
        this.port = port;
        this.schema = schema;
        this.schemaId = schemaId;
        this.registry = registry;
    }

    Schema schema() {
        return schema;
    }

    @Override
    public Serializer<GenericRecord> serializer() {
        return this;
    }

    @Override
    public Deserializer<GenericRecord> deserializer() {
        return this;
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable GenericRecord value) {
        if (value == null) {
            return null;
        }
        byte[] header = new byte[ConfluentFraming.HEADER_LENGTH];
        ConfluentFraming.writeHeader(header, schemaId);
        var out = new ByteArrayOutputStream();
        out.writeBytes(header);
        try {
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new GenericDatumWriter<GenericRecord>(schema, AvroValues.model()).write(value, encoder);
            encoder.flush();
        } catch (IOException | RuntimeException doesNotFit) {
            throw CodeException.of("the serde of input port " + port, doesNotFit);
        }
        return out.toByteArray();
    }

    @Override
    public @Nullable GenericRecord deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        if (!ConfluentFraming.isFramed(bytes)) {
            throw new UnreadableInputException(port, topic, "is no Avro in the wire format of a registry");
        }
        DatumReader<GenericRecord> reader = readerOf(ConfluentFraming.schemaId(bytes), topic);
        try {
            return reader.read(
                    null,
                    DecoderFactory.get()
                            .binaryDecoder(
                                    bytes,
                                    ConfluentFraming.HEADER_LENGTH,
                                    bytes.length - ConfluentFraming.HEADER_LENGTH,
                                    null));
        } catch (IOException | RuntimeException unreadable) {
            throw new UnreadableInputException(
                    port,
                    topic,
                    "cannot be read under the schema it names ("
                            + unreadable.getClass().getSimpleName() + ")");
        }
    }

    @SuppressWarnings("unchecked")
    private DatumReader<GenericRecord> readerOf(int id, String topic) {
        DatumReader<GenericRecord> known = readers.get(id);
        if (known != null) {
            return known;
        }
        Schema writer;
        try {
            writer = registry.schemaById(id)
                    .orElseThrow(() -> new UnreadableInputException(
                            port, topic, "names schema " + id + ", which the registry does not know"));
        } catch (RegistryException noAnswer) {
            throw new UnreadableInputException(
                    port,
                    topic,
                    "needs schema " + id + ", and the registry does not give it: " + noAnswer.getMessage());
        }
        try {
            // A reader resolves once for a pair of schemas, and keeps scratch per thread.
            DatumReader<GenericRecord> reader = AvroValues.model().createDatumReader(writer, schema);
            if (readers.size() >= MOST_WRITERS) {
                readers.clear();
            }
            readers.put(id, reader);
            return reader;
        } catch (AvroRuntimeException doesNotFit) {
            throw new UnreadableInputException(port, topic, "has schema " + id + ", which the contract does not read");
        }
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {}

    @Override
    public void close() {}
}
