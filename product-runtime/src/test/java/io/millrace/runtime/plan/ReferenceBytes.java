package io.millrace.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.contracts.wire.ConfluentFraming;
import io.millrace.runtime.record.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that Avro's own writer makes of the reference's values under the contract's schema. A plan's are the same to
 * the last one: entries of maps stay in the order in which they came, and arrays and maps are one block, as Avro's
 * writer has it where it is not told to bound its blocks.
 */
final class ReferenceBytes {
    private ReferenceBytes() {}

    static void verify(
            PlanRunner runner,
            List<Field> fields,
            Map<String, @Nullable Object> expected,
            Outcome actual,
            String where) {
        byte[] value = Objects.requireNonNull(((Outcome.Accepted) actual).value());
        byte[] written = of(runner.schema(0), fields, expected);
        assertThat(Arrays.copyOfRange(value, ConfluentFraming.HEADER_LENGTH, value.length))
                .as(() -> where + " as Avro writes " + expected)
                .isEqualTo(written);
    }

    private static byte[] of(Schema schema, List<Field> fields, Map<String, @Nullable Object> values) {
        try {
            var bytes = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<>(schema, new GenericData()).write(record(schema, fields, values), encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GenericData.Record record(Schema schema, List<Field> fields, Map<?, ?> values) {
        var record = new GenericData.Record(schema);
        for (Field field : fields) {
            Schema.Field avro = schema.getField(field.name());
            record.put(avro.pos(), value(avro.schema(), field.type(), values.get(field.name())));
        }
        return record;
    }

    private static @Nullable Object value(Schema schema, FieldType type, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        Schema given = schema.isUnion() ? schema.getTypes().get(1) : schema;
        if (type instanceof FieldType.Struct struct) {
            return record(given, struct.fields(), (Map<?, ?>) value);
        } else if (type instanceof FieldType.ListOf list) {
            List<@Nullable Object> items = new ArrayList<>();
            ((List<?>) value)
                    .forEach(item -> items.add(
                            value(given.getElementType(), list.element().type(), item)));
            return items;
        } else if (type instanceof FieldType.MapOf map) {
            Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
            ((Map<?, ?>) value)
                    .forEach((key, item) -> entries.put(
                            Objects.requireNonNull(key),
                            value(given.getValueType(), map.value().type(), item)));
            return entries;
        } else if (type instanceof FieldType.Decimal) {
            return ByteBuffer.wrap(((BigDecimal) value).unscaledValue().toByteArray());
        } else if (type instanceof FieldType.Enumeration) {
            return new GenericData.EnumSymbol(given, value.toString());
        }
        return switch ((Simple) type) {
            case INT, DATE, TIME_MILLIS -> ((Long) value).intValue();
            case FLOAT -> ((Double) value).floatValue();
            default -> value;
        };
    }
}
