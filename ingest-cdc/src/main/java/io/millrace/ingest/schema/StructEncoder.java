package io.millrace.ingest.schema;

import org.apache.avro.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Writes the structs of one Connect schema as Avro in the Confluent wire format. Compile it once per schema; the
 * scratch buffer makes it a thing of one thread.
 */
public final class StructEncoder {
    /** Where a record is too large, this much less of each column is kept in the next try. */
    private static final int LARGER_THAN_KEPT = 4;

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
        String path = String.valueOf(connect.name());
        return new StructEncoder(
                AvroSchemas.of(connect),
                ChangeEncoder.isEnvelope(connect)
                        ? ChangeEncoder.envelope(connect, path)
                        : ValueEncoder.of(connect, path));
    }

    /** What the bytes are written with, to be registered. */
    public Schema avroSchema() {
        return avroSchema;
    }

    /**
     * Writes a struct of the very schema this was compiled for.
     *
     * @param mostBytes what the record's value may take; columns are left out until it does
     * @return the bytes, and what they lack
     * @throws IllegalStateException if a value does not fit; the message names the field, never the value
     */
    public Encoded encode(Struct struct, int schemaId, int mostBytes) {
        int largest = mostBytes;
        do {
            out.start(schemaId, largest);
            encoder.encode(struct, out);
            largest /= LARGER_THAN_KEPT;
        } while (out.length() > mostBytes && largest > 0);
        return new Encoded(out.toByteArray(), out.omitted());
    }

    /**
     * An encoded struct.
     *
     * @param value in the Confluent wire format
     * @param omitted what was left out of a change event's rows, as {@code after.<field>:<reason>} joined by commas;
     *     empty where nothing was
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes for Kafka; nobody compares them
    public record Encoded(byte[] value, String omitted) {}
}
