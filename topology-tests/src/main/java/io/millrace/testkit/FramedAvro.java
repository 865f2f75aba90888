package io.millrace.testkit;

import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.contracts.wire.ConfluentFraming;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** Avro's own reader and writer in the Confluent wire format: what a foreign client does with our bytes. */
final class FramedAvro {
    private FramedAvro() {}

    static byte[] write(int schemaId, GenericRecord record) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] header = new byte[ConfluentFraming.HEADER_LENGTH];
            ConfluentFraming.writeHeader(header, schemaId);
            out.write(header);
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalStateException where the bytes are not framed Avro of a known id, or bytes are left over */
    static GenericRecord read(byte[] value, SchemaRegistry registry) {
        if (!ConfluentFraming.isFramed(value)) {
            throw new IllegalStateException(
                    "a value of " + value.length + " bytes is not in the Confluent wire format");
        }
        int id = ConfluentFraming.schemaId(value);
        Schema schema = registry.schemaById(id)
                .orElseThrow(() -> new IllegalStateException("a value names schema id " + id + ", which is unknown"));
        try {
            BinaryDecoder decoder = DecoderFactory.get()
                    .binaryDecoder(
                            value, ConfluentFraming.HEADER_LENGTH, value.length - ConfluentFraming.HEADER_LENGTH, null);
            GenericRecord record = new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
            if (!decoder.isEnd()) {
                throw new IllegalStateException("a value of schema id " + id + " has bytes left over");
            }
            return record;
        } catch (IOException e) {
            throw new IllegalStateException("a value of schema id " + id + " cannot be read", e);
        }
    }
}
