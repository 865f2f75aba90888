package io.millrace.contracts.avro;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The Avro type that ingestion gives a PostgreSQL column: Debezium's semantic type as property {@code connect.name},
 * and as an Avro logical type where one means exactly the same.
 */
public final class ColumnType {
    private static final Pattern NUMERIC = Pattern.compile("numeric\\((\\d+)(?:,(-?\\d+))?\\)");
    private static final Pattern MILLIS = Pattern.compile("timestamp\\([0-3]\\) without time zone");

    /** Types of extensions have the extension's schema before their name, unless that is on the search path. */
    private static final Pattern EXTENSION = Pattern.compile("^[^.\\[]+\\.(citext|hstore|ltree)\\b");

    private static final Set<String> TEXTS = Set.of(
            "text",
            "character varying",
            "character",
            "bpchar",
            "\"char\"",
            "citext",
            "inet",
            "cidr",
            "macaddr",
            "macaddr8",
            "int4range",
            "int8range",
            "numrange",
            "tsrange",
            "tstzrange",
            "daterange");

    /** Types whose arrays are not captured, though their values are. */
    private static final Set<String> SINGLE =
            Set.of("\"char\"", "bit", "time with time zone", "interval", "hstore", "ltree", "tsvector", "xml");

    private ColumnType() {}

    /**
     * The type before nullability.
     *
     * @param type as PostgreSQL's {@code format_type} writes it; an enumeration as {@code enum <name>}, and where the
     *     capture does not know what is below a domain {@code domain over <name>}
     * @return empty where columns of the type cannot be captured: their source refuses to start
     */
    public static Optional<Schema> of(String type) {
        if (type.startsWith("domain over ")) {
            return Optional.empty();
        }
        String written = EXTENSION.matcher(type.toLowerCase(Locale.ROOT)).replaceFirst("$1");
        if (written.endsWith("[]")) {
            String item = written.substring(0, written.length() - 2);
            return SINGLE.contains(bare(item)) ? Optional.empty() : of(item).map(ColumnType::array);
        }
        Matcher numeric = NUMERIC.matcher(written);
        if (numeric.matches()) {
            int scale = numeric.group(2) == null ? 0 : Integer.parseInt(numeric.group(2));
            return scale < 0 ? Optional.empty() : Optional.of(decimal(Integer.parseInt(numeric.group(1)), scale));
        }
        if (written.startsWith("enum ")) {
            return Optional.of(semantic(Schema.Type.STRING, null, "io.debezium.data.Enum"));
        }
        if (MILLIS.matcher(written).matches()) {
            return Optional.of(
                    semantic(Schema.Type.LONG, LogicalTypes.timestampMillis(), "io.debezium.time.Timestamp"));
        }
        String bare = written.equals("bit(1)") || !written.startsWith("bit") ? bare(written) : written;
        return TEXTS.contains(bare) ? Optional.of(Schema.create(Schema.Type.STRING)) : Optional.ofNullable(other(bare));
    }

    private static String bare(String type) {
        return type.replaceAll("\\(\\d+\\)", "");
    }

    private static Schema array(Schema item) {
        return Schema.createArray(optional(item));
    }

    private static Schema optional(Schema schema) {
        return Schema.createUnion(Schema.create(Schema.Type.NULL), schema);
    }

    private static @Nullable Schema other(String type) {
        return switch (type) {
            case "boolean", "bit" -> Schema.create(Schema.Type.BOOLEAN);
            case "smallint", "integer" -> Schema.create(Schema.Type.INT);
            case "bigint", "oid" -> Schema.create(Schema.Type.LONG);
            case "real" -> Schema.create(Schema.Type.FLOAT);
            case "double precision" -> Schema.create(Schema.Type.DOUBLE);
            case "numeric" -> variableDecimal();
            case "bytea" -> Schema.create(Schema.Type.BYTES);
            case "uuid" -> semantic(Schema.Type.STRING, null, "io.debezium.data.Uuid");
            case "json", "jsonb" -> semantic(Schema.Type.STRING, null, "io.debezium.data.Json");
            case "xml" -> semantic(Schema.Type.STRING, null, "io.debezium.data.Xml");
            case "date" -> semantic(Schema.Type.INT, LogicalTypes.date(), "io.debezium.time.Date");
            case "time without time zone" ->
                semantic(Schema.Type.LONG, LogicalTypes.timeMicros(), "io.debezium.time.MicroTime");
            case "time with time zone" -> semantic(Schema.Type.STRING, null, "io.debezium.time.ZonedTime");
            case "timestamp without time zone" ->
                semantic(Schema.Type.LONG, LogicalTypes.timestampMicros(), "io.debezium.time.MicroTimestamp");
            case "timestamp with time zone" -> semantic(Schema.Type.STRING, null, "io.debezium.time.ZonedTimestamp");
            case "interval" -> semantic(Schema.Type.STRING, null, "io.debezium.time.Interval");
            case "hstore" -> Schema.createMap(optional(Schema.create(Schema.Type.STRING)));
            case "ltree" -> semantic(Schema.Type.STRING, null, "io.debezium.data.Ltree");
            case "tsvector" -> semantic(Schema.Type.STRING, null, "io.debezium.data.Tsvector");
            default -> null;
        };
    }

    private static Schema decimal(int precision, int scale) {
        Schema schema = semantic(Schema.Type.BYTES, null, "org.apache.kafka.connect.data.Decimal");
        if (precision >= scale) {
            LogicalTypes.decimal(precision, scale).addToSchema(schema);
        } else {
            // PostgreSQL's numeric(2,4) has no logical type in Avro.
            schema.addProp("scale", scale);
        }
        return schema;
    }

    private static Schema variableDecimal() {
        Schema schema = Schema.createRecord("VariableScaleDecimal", null, "io.debezium.data", false);
        schema.addProp("connect.name", "io.debezium.data.VariableScaleDecimal");
        schema.setFields(java.util.List.of(
                new Schema.Field("scale", Schema.create(Schema.Type.INT)),
                new Schema.Field("value", Schema.create(Schema.Type.BYTES))));
        return schema;
    }

    private static Schema semantic(Schema.Type type, @Nullable LogicalType logical, String connectName) {
        Schema schema = Schema.create(type);
        schema.addProp("connect.name", connectName);
        return logical == null ? schema : logical.addToSchema(schema);
    }
}
