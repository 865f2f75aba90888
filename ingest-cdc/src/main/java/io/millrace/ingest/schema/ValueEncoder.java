package io.millrace.ingest.schema;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Writes a value that is there, of a known Connect schema. Compiled once, shared by threads. */
@FunctionalInterface
interface ValueEncoder {

    void encode(Object value, AvroOutput out);

    /** Compiles the encoder of a schema, optional or not; {@code path} names the field in errors. */
    static ValueEncoder of(Schema schema, String path) {
        return switch (schema.type()) {
            case INT8, INT16, INT32, INT64 -> (value, out) -> out.writeLong(((Number) value).longValue());
            case FLOAT32 -> (value, out) -> out.writeFloat((Float) value);
            case FLOAT64 -> (value, out) -> out.writeDouble((Double) value);
            case BOOLEAN -> (value, out) -> out.writeBoolean((Boolean) value);
            case STRING -> (value, out) -> out.writeString((String) value);
            case BYTES -> bytes(schema);
            case ARRAY -> array(FieldEncoder.of(schema.valueSchema(), path + "[]"));
            case MAP -> map(FieldEncoder.of(schema.valueSchema(), path + "{}"));
            case STRUCT -> struct(schema, path);
        };
    }

    private static ValueEncoder bytes(Schema schema) {
        if (Decimal.LOGICAL_NAME.equals(schema.name())) {
            int scale = Integer.parseInt(schema.parameters().get(Decimal.SCALE_FIELD));
            return (value, out) -> out.writeBytes(
                    ((BigDecimal) value).setScale(scale).unscaledValue().toByteArray());
        }
        return (value, out) -> {
            if (value instanceof byte[] array) {
                out.writeBytes(array);
            } else {
                ByteBuffer view = ((ByteBuffer) value).duplicate();
                byte[] array = new byte[view.remaining()];
                view.get(array);
                out.writeBytes(array);
            }
        };
    }

    private static ValueEncoder array(FieldEncoder element) {
        return (value, out) -> {
            Collection<?> elements = (Collection<?>) value;
            if (!elements.isEmpty()) {
                out.writeLong(elements.size());
                elements.forEach(each -> element.encode(each, out));
            }
            out.writeLong(0);
        };
    }

    private static ValueEncoder map(FieldEncoder element) {
        return (value, out) -> {
            Map<?, ?> entries = (Map<?, ?>) value;
            if (!entries.isEmpty()) {
                out.writeLong(entries.size());
                entries.forEach((key, each) -> {
                    out.writeString((String) key);
                    element.encode(each, out);
                });
            }
            out.writeLong(0);
        };
    }

    private static ValueEncoder struct(Schema schema, String path) {
        return struct(schema, field -> FieldEncoder.of(field.schema(), path + "." + field.name()));
    }

    /** A struct whose fields are encoded as the given function says. */
    static ValueEncoder struct(Schema schema, Function<Field, FieldEncoder> encoderOf) {
        Field[] fields = schema.fields().toArray(Field[]::new);
        FieldEncoder[] encoders = new FieldEncoder[fields.length];
        for (int i = 0; i < fields.length; i++) {
            encoders[i] = encoderOf.apply(fields[i]);
        }
        return (value, out) -> {
            Struct struct = (Struct) value;
            for (int i = 0; i < fields.length; i++) {
                // Struct.get answers null with the column's default, which would turn a stored null into a value
                Object field = fields[i].schema().defaultValue() == null
                        ? struct.get(fields[i])
                        : struct.getWithoutDefault(fields[i].name());
                encoders[i].encode(field, out);
            }
        };
    }
}
