package io.millrace.runtime.structure;

import io.millrace.runtime.structure.SourceType.Encoding;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a writer's schema says about a value: by Avro's logical types, and by the semantic types that Debezium and
 * Kafka Connect leave in property {@code connect.name} where no logical type fits.
 */
final class AvroTypes {
    private static final String VARIABLE_SCALE_DECIMAL = "io.debezium.data.VariableScaleDecimal";
    private static final String CONNECT_DECIMAL = "org.apache.kafka.connect.data.Decimal";

    /** A larger scale makes texts of values as long; such bytes are taken for plain bytes. */
    private static final int MAX_SCALE = 1000;

    private static final int UUID_BYTES = 16;

    private static final Map<String, Encoding> SEMANTIC_TYPES = Map.ofEntries(
            Map.entry("io.debezium.time.Date", Encoding.DATE),
            Map.entry("org.apache.kafka.connect.data.Date", Encoding.DATE),
            Map.entry("io.debezium.time.Time", Encoding.TIME_MILLIS),
            Map.entry("org.apache.kafka.connect.data.Time", Encoding.TIME_MILLIS),
            Map.entry("io.debezium.time.MicroTime", Encoding.TIME_MICROS),
            Map.entry("io.debezium.time.NanoTime", Encoding.TIME_NANOS),
            Map.entry("io.debezium.time.Timestamp", Encoding.LOCAL_TIMESTAMP_MILLIS),
            Map.entry("org.apache.kafka.connect.data.Timestamp", Encoding.TIMESTAMP_MILLIS),
            Map.entry("io.debezium.time.MicroTimestamp", Encoding.LOCAL_TIMESTAMP_MICROS),
            Map.entry("io.debezium.time.NanoTimestamp", Encoding.LOCAL_TIMESTAMP_NANOS));

    private static final Map<String, Encoding> LOGICAL_TYPES = Map.of(
            "date", Encoding.DATE,
            "time-millis", Encoding.TIME_MILLIS,
            "time-micros", Encoding.TIME_MICROS,
            "timestamp-millis", Encoding.TIMESTAMP_MILLIS,
            "timestamp-micros", Encoding.TIMESTAMP_MICROS,
            "timestamp-nanos", Encoding.TIMESTAMP_NANOS,
            "local-timestamp-millis", Encoding.LOCAL_TIMESTAMP_MILLIS,
            "local-timestamp-micros", Encoding.LOCAL_TIMESTAMP_MICROS,
            "local-timestamp-nanos", Encoding.LOCAL_TIMESTAMP_NANOS);

    private AvroTypes() {}

    /** The type of a value; empty for null and unions. */
    static Optional<SourceType> of(Schema schema) {
        return switch (schema.getType()) {
            case STRING, ENUM -> type(Encoding.STRING);
            case BYTES, FIXED -> Optional.of(bytes(schema));
            case INT -> type(number(schema, Encoding.INT));
            case LONG -> type(number(schema, Encoding.LONG));
            case FLOAT -> type(Encoding.FLOAT);
            case DOUBLE -> type(Encoding.DOUBLE);
            case BOOLEAN -> type(Encoding.BOOLEAN);
            case RECORD ->
                isVariableDecimal(schema) ? type(Encoding.VARIABLE_DECIMAL) : nested(Encoding.RECORD, schema);
            case ARRAY -> nested(Encoding.ARRAY, schema);
            case MAP -> nested(Encoding.MAP, schema);
            case NULL, UNION -> Optional.empty();
        };
    }

    static boolean isVariableDecimal(Schema schema) {
        return VARIABLE_SCALE_DECIMAL.equals(schema.getProp("connect.name"))
                && schema.getFields().size() == 2
                && isField(schema, 0, "scale", Schema.Type.INT)
                && isField(schema, 1, "value", Schema.Type.BYTES);
    }

    private static boolean isField(Schema schema, int index, String name, Schema.Type type) {
        Schema.Field field = schema.getFields().get(index);
        return field.name().equals(name) && field.schema().getType() == type;
    }

    private static Encoding number(Schema schema, Encoding plain) {
        String name = schema.getProp("connect.name");
        Encoding semantic = name == null ? null : SEMANTIC_TYPES.get(name);
        if (semantic != null && name.startsWith("io.debezium.")) {
            // More exact than Avro's name beside it, which cannot say that a column has no zone.
            return semantic;
        }
        Encoding logical = LOGICAL_TYPES.get(logicalName(schema));
        if (logical != null && fits(logical, plain)) {
            return logical;
        }
        return semantic == null ? plain : semantic;
    }

    private static String logicalName(Schema schema) {
        if (schema.getLogicalType() != null) {
            return schema.getLogicalType().getName();
        }
        String name = schema.getProp("logicalType");
        return name == null ? "" : name;
    }

    /** A logical type on the wrong base type is to be ignored (Avro specification, "Logical Types"). */
    private static boolean fits(Encoding logical, Encoding base) {
        boolean small = logical == Encoding.DATE || logical == Encoding.TIME_MILLIS;
        return small == (base == Encoding.INT);
    }

    private static SourceType bytes(Schema schema) {
        if (schema.getType() == Schema.Type.FIXED
                && schema.getFixedSize() == UUID_BYTES
                && logicalName(schema).equals("uuid")) {
            return SourceType.of(Encoding.UUID);
        }
        Integer scale = null;
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            scale = decimal.getScale();
        } else if (CONNECT_DECIMAL.equals(schema.getProp("connect.name"))) {
            scale = connectScale(schema);
        }
        return scale == null || scale < 0 || scale > MAX_SCALE
                ? SourceType.of(Encoding.BYTES)
                : new SourceType(Encoding.DECIMAL, scale, Optional.empty());
    }

    private static @Nullable Integer connectScale(Schema schema) {
        Object parameters = schema.getObjectProp("connect.parameters");
        Object scale = parameters instanceof Map<?, ?> map ? map.get("scale") : schema.getObjectProp("scale");
        if (scale instanceof Integer number) {
            return number;
        }
        return scale instanceof String text && text.matches("[0-9]{1,4}") ? Integer.valueOf(text) : null;
    }

    private static Optional<SourceType> nested(Encoding encoding, Schema schema) {
        return Optional.of(new SourceType(encoding, 0, Optional.of(schema)));
    }

    private static Optional<SourceType> type(Encoding encoding) {
        return Optional.of(SourceType.of(encoding));
    }
}
