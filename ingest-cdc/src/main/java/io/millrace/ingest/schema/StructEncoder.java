package io.millrace.ingest.schema;

import org.apache.avro.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Writes the structs of one Connect schema as Avro in the Confluent wire format. Compile it once per schema; the
 * scratch buffer makes it a thing of one thread.
 */
public final class StructEncoder {
    private final Schema avroSchema;
    private final ValueEncoder encoder;
    private final AvroOutput out = new AvroOutput();

    private StructEncoder(Schema avroSchema, ValueEncoder encoder) {
        this.avroSchema = avroSchema;
        this.encoder = encoder;
    }

    /**
     * Compiles the encoder of a struct schema; a struct that is there is written without the union that an optional
     * schema would bring.
     *
     * @throws IllegalArgumentException if a field's type has no Avro form; the message names the field
     */
    public static StructEncoder compile(org.apache.kafka.connect.data.Schema connect) {
        if (connect.isOptional()) {
            throw new IllegalArgumentException(connect.name() + " is optional, a record's value is not");
        }
        return new StructEncoder(AvroSchemas.of(connect), ValueEncoder.of(connect, String.valueOf(connect.name())));
    }

    /** What the bytes are written with, to be registered. */
    public Schema avroSchema() {
        return avroSchema;
    }

    /**
     * Writes a struct of the very schema this was compiled for.
     *
     * @throws IllegalStateException if a value does not fit; the message names the field, never the value
     */
    public byte[] encode(Struct struct, int schemaId) {
        out.start(schemaId);
        encoder.encode(struct, out);
        return out.toByteArray();
    }
}
