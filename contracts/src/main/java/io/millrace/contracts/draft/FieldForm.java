package io.millrace.contracts.draft;

import java.util.List;
import java.util.Optional;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * The contract's type for an Avro type, and a value of it.
 *
 * @param logicalType as in a contract
 * @param physicalType where the logical type alone is not enough
 * @param sample a value in the notation of golden cases
 * @param sqlType the type of a column that holds it
 */
record FieldForm(String logicalType, Optional<String> physicalType, Object sample, String sqlType) {
    private static final String INSTANT = "2026-01-31T12:30:00Z";

    /** A text, whatever the input is. */
    static FieldForm text(String sample) {
        return new FieldForm("string", Optional.empty(), sample, "text");
    }

    /** The form of a type; empty for lists, maps and records, which a team maps field by field. */
    static Optional<FieldForm> of(Schema type) {
        LogicalType logical = type.getLogicalType();
        if (logical instanceof LogicalTypes.Decimal decimal) {
            return Optional.of(decimal(decimal.getPrecision(), decimal.getScale()));
        }
        if (logical != null && logical.getName().equals("date")) {
            return Optional.of(new FieldForm("date", Optional.empty(), "2026-01-31", "date"));
        }
        if (logical != null && logical.getName().startsWith("time-")) {
            return Optional.of(new FieldForm("time", Optional.empty(), "12:30:00", "time"));
        }
        if (logical != null && logical.getName().startsWith("timestamp-")) {
            return Optional.of(new FieldForm("timestamp", Optional.empty(), INSTANT, "timestamp"));
        }
        return switch (type.getType()) {
            case STRING, ENUM -> Optional.of(string(type));
            case INT -> Optional.of(new FieldForm("integer", Optional.of("int"), 7, "integer"));
            case LONG -> Optional.of(new FieldForm("integer", Optional.empty(), 7, "bigint"));
            case FLOAT -> Optional.of(new FieldForm("number", Optional.of("float"), 1.5, "real"));
            case DOUBLE -> Optional.of(new FieldForm("number", Optional.of("double"), 1.5, "double precision"));
            case BOOLEAN -> Optional.of(new FieldForm("boolean", Optional.empty(), true, "boolean"));
            case RECORD ->
                type.getFullName().equals("io.debezium.data.VariableScaleDecimal")
                        ? Optional.of(decimal(38, 9))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** The branch of an optional type that is not null; other unions are themselves. */
    static Schema present(Schema type) {
        if (type.getType() != Schema.Type.UNION) {
            return type;
        }
        List<Schema> others = type.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .toList();
        return others.size() == 1 ? others.get(0) : type;
    }

    private static FieldForm string(Schema type) {
        String name = String.valueOf((Object) type.getProp("connect.name"));
        return switch (name) {
            case "io.debezium.time.ZonedTimestamp" ->
                new FieldForm("timestamp", Optional.empty(), INSTANT, "timestamptz");
            case "io.debezium.data.Uuid" ->
                new FieldForm("string", Optional.empty(), "6f9619ff-8b86-d011-b42d-00cf4fc964ff", "uuid");
            case "io.debezium.data.Json" -> new FieldForm("string", Optional.empty(), "{}", "jsonb");
            default ->
                text(type.getType() == Schema.Type.ENUM ? type.getEnumSymbols().get(0) : "sample");
        };
    }

    private static FieldForm decimal(int precision, int scale) {
        String type = "(" + precision + "," + scale + ")";
        String sample = scale == 0 ? "5" : "5." + "0".repeat(scale);
        return new FieldForm("number", Optional.of("decimal" + type), sample, "numeric" + type);
    }
}
