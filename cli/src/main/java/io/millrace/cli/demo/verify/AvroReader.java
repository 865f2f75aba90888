package io.millrace.cli.demo.verify;

import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.contracts.wire.ConfluentFraming;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/** Decodes framed values with Avro's own generic reader, as a foreign consumer would. One thread. */
public final class AvroReader {
    private final SchemaRegistry registry;
    private final Map<Integer, GenericDatumReader<GenericRecord>> readers = new HashMap<>();
    private @Nullable BinaryDecoder decoder;

    public AvroReader(SchemaRegistry registry) {
        this.registry = registry;
    }

    /**
     * The record in a framed value.
     *
     * @throws IllegalStateException if it is not framed, its schema is unknown or the bytes do not fit it
     */
    public GenericRecord read(byte[] value) {
        if (!ConfluentFraming.isFramed(value)) {
            throw new IllegalStateException("a value without the Confluent frame");
        }
        int id = ConfluentFraming.schemaId(value);
        GenericDatumReader<GenericRecord> reader = readers.computeIfAbsent(id, this::reader);
        int start = ConfluentFraming.HEADER_LENGTH;
        decoder = DecoderFactory.get().binaryDecoder(value, start, value.length - start, decoder);
        try {
            return reader.read(null, decoder);
        } catch (IOException e) {
            throw new IllegalStateException("a value that does not fit its schema " + id, e);
        }
    }

    private GenericDatumReader<GenericRecord> reader(int id) {
        Schema schema = registry.schemaById(id)
                .orElseThrow(() -> new IllegalStateException("the registry does not know schema " + id));
        return new GenericDatumReader<>(schema);
    }
}
