package io.millrace.testkit;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The Avro type that ingest gives a PostgreSQL column: Debezium's semantic type as Avro logical type where one fits
 * exactly, and as property {@code connect.name}.
 */
final class ColumnType {
    private static final Pattern NUMERIC =
            Pattern.compile("(?:numeric|decimal)\\s*\\(\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\)");
    private static final Pattern SIZED_TEXT =
            Pattern.compile("(?:varchar|character varying|char|character)\\s*\\(\\s*\\d+\\s*\\)");

    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("bool", "boolean"),
            Map.entry("int2", "smallint"),
            Map.entry("int4", "integer"),
            Map.entry("int", "integer"),
            Map.entry("serial", "integer"),
            Map.entry("int8", "bigint"),
            Map.entry("bigserial", "bigint"),
            Map.entry("float4", "real"),
            Map.entry("float8", "double precision"),
            Map.entry("varchar", "text"),
            Map.entry("character varying", "text"),
            Map.entry("timestamp with time zone", "timestamptz"),
            Map.entry("timestamp without time zone", "timestamp"),
            Map.entry("time without time zone", "time"),
            Map.entry("json", "jsonb"));

    private ColumnType() {}

    /**
     * The type of a column, before nullability.
     *
     * @param declared as in {@code CREATE TABLE}
     * @throws IllegalArgumentException naming the types that are known
     */
    static Schema of(String declared) {
        String type = declared.toLowerCase(Locale.ROOT).trim().replaceAll("\\s+", " ");
        if (type.endsWith("[]")) {
            Schema element = of(type.substring(0, type.length() - 2));
            return Schema.createArray(Schema.createUnion(Schema.create(Schema.Type.NULL), element));
        }
        Matcher numeric = NUMERIC.matcher(type);
        if (numeric.matches()) {
            int scale = numeric.group(2) == null ? 0 : Integer.parseInt(numeric.group(2));
            return semantic(
                    Schema.Type.BYTES,
                    LogicalTypes.decimal(Integer.parseInt(numeric.group(1)), scale),
                    "org.apache.kafka.connect.data.Decimal");
        }
        if (SIZED_TEXT.matcher(type).matches()) {
            return Schema.create(Schema.Type.STRING);
        }
        return switch (SYNONYMS.getOrDefault(type, type)) {
            case "boolean" -> Schema.create(Schema.Type.BOOLEAN);
            case "smallint", "integer" -> Schema.create(Schema.Type.INT);
            case "bigint" -> Schema.create(Schema.Type.LONG);
            case "real" -> Schema.create(Schema.Type.FLOAT);
            case "double precision" -> Schema.create(Schema.Type.DOUBLE);
            case "text" -> Schema.create(Schema.Type.STRING);
            case "bytea" -> Schema.create(Schema.Type.BYTES);
            case "uuid" -> semantic(Schema.Type.STRING, null, "io.debezium.data.Uuid");
            case "jsonb" -> semantic(Schema.Type.STRING, null, "io.debezium.data.Json");
            case "date" -> semantic(Schema.Type.INT, LogicalTypes.date(), "io.debezium.time.Date");
            case "time" -> semantic(Schema.Type.LONG, LogicalTypes.timeMicros(), "io.debezium.time.MicroTime");
            case "timestamp" ->
                semantic(Schema.Type.LONG, LogicalTypes.timestampMicros(), "io.debezium.time.MicroTimestamp");
            case "timestamptz" -> semantic(Schema.Type.STRING, null, "io.debezium.time.ZonedTimestamp");
            default ->
                throw new IllegalArgumentException(
                        "the test kit knows no column type '" + declared
                                + "'; it knows boolean, smallint, integer, bigint, real, double precision, numeric(p,s), text,"
                                + " varchar, uuid, jsonb, bytea, date, time, timestamp, timestamptz, and arrays of them such as text[]");
        };
    }

    private static Schema semantic(Schema.Type type, @Nullable LogicalType logical, String connectName) {
        Schema schema = Schema.create(type);
        schema.addProp("connect.name", connectName);
        return logical == null ? schema : logical.addToSchema(schema);
    }
}
