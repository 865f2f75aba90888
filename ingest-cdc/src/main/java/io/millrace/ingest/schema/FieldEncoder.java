package io.millrace.ingest.schema;

import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Writes a field or element, which may be null where its schema is optional. */
@FunctionalInterface
interface FieldEncoder {

    void encode(@Nullable Object value, AvroOutput out);

    /** Compiles the encoder of a schema; {@code path} names the field in errors. */
    static FieldEncoder of(Schema schema, String path) {
        return of(schema, path, ValueEncoder.of(schema, path));
    }

    /** The encoder of a schema whose values, where they are there, are written by the given one. */
    static FieldEncoder of(Schema schema, String path, ValueEncoder present) {
        if (!schema.isOptional()) {
            return (value, out) -> {
                if (value == null) {
                    throw new IllegalStateException(path + " is null, and its schema does not allow that");
                }
                present.encode(value, out);
            };
        }
        return (value, out) -> {
            out.writeLong(value == null ? 0 : 1);
            if (value != null) {
                present.encode(value, out);
            }
        };
    }
}
