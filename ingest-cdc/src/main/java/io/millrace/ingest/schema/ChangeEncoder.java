package io.millrace.ingest.schema;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;

/** The encoders of a change event's envelope and its rows, out of which columns can be left. */
final class ChangeEncoder {
    private ChangeEncoder() {}

    /** Whether a schema is a change event's: rows before and after, and what happened. */
    static boolean isEnvelope(Schema schema) {
        return schema.type() == Schema.Type.STRUCT && isRow(schema.field("after")) && schema.field("op") != null;
    }

    private static boolean isRow(@org.jspecify.annotations.Nullable Field field) {
        return field != null && field.schema().type() == Schema.Type.STRUCT;
    }

    static ValueEncoder envelope(Schema schema, String path) {
        return ValueEncoder.struct(schema, field -> {
            String at = path + "." + field.name();
            boolean row = field.name().equals("before") || field.name().equals("after");
            return row && isRow(field)
                    ? FieldEncoder.of(field.schema(), at, row(field.schema(), at, field.name()))
                    : FieldEncoder.of(field.schema(), at);
        });
    }

    private static ValueEncoder row(Schema schema, String path, String side) {
        return ValueEncoder.struct(
                schema, field -> column(field.schema(), path + "." + field.name(), side + "." + field.name()));
    }

    private static FieldEncoder column(Schema schema, String path, String label) {
        FieldEncoder whole = FieldEncoder.of(schema, path);
        boolean standIns = Omission.isPossible(schema);
        if (!standIns && schema.type() != Schema.Type.STRING && schema.type() != Schema.Type.BYTES) {
            return whole;
        }
        return (value, out) -> {
            Omission reason = value == null || !standIns ? null : Omission.of(schema, value);
            if (reason == null && value instanceof String text && text.length() > out.largest()) {
                reason = Omission.TOO_LARGE;
            }
            int start = out.length();
            if (reason == null) {
                whole.encode(value, out);
                if (out.length() - start <= Math.max(out.largest(), Long.BYTES)) {
                    return;
                }
                reason = Omission.TOO_LARGE;
                out.rewind(start);
            }
            out.omit(label, reason);
            if (schema.isOptional()) {
                out.writeLong(0);
            } else {
                nothing(schema, out);
            }
        };
    }

    /** What stands where a value of a column that is not null was left out. */
    private static void nothing(Schema schema, AvroOutput out) {
        if (schema.type() == Schema.Type.STRUCT) {
            out.writeLong(0);
            out.writeBytes(new byte[1]);
        } else if (Omission.isPossible(schema) && schema.type() == Schema.Type.BYTES) {
            out.writeBytes(new byte[1]);
        } else {
            // Zero, or no bytes, characters, items or entries: all are written as the number 0.
            out.writeLong(0);
        }
    }
}
