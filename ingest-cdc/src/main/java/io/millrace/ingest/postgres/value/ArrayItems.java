package io.millrace.ingest.postgres.value;

import io.debezium.data.Json;
import io.debezium.data.Uuid;
import io.debezium.spi.converter.RelationalColumn;
import io.debezium.time.MicroTime;
import io.debezium.time.ZonedTimestamp;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.postgresql.core.Oid;

/**
 * How the items of an array become Connect's values, from their text.
 *
 * @param schema of an item, which may be null
 * @param fromText the value of an item's text
 */
record ArrayItems(Schema schema, Function<String, Object> fromText) {
    static final Set<String> TEXTS = Set.of(
            "_citext",
            "_inet",
            "_cidr",
            "_macaddr",
            "_macaddr8",
            "_int4range",
            "_int8range",
            "_numrange",
            "_daterange",
            "_tsrange",
            "_tstzrange");

    Object item(String text) {
        return fromText.apply(text);
    }

    /** The items of an array column; empty where it is none, or one that is not captured. */
    static Optional<ArrayItems> of(RelationalColumn column) {
        return switch (column.nativeType()) {
            case Oid.INT2_ARRAY -> items(SchemaBuilder.int16(), Short::valueOf);
            case Oid.INT4_ARRAY -> items(SchemaBuilder.int32(), Integer::valueOf);
            case Oid.INT8_ARRAY, Oid.OID_ARRAY -> items(SchemaBuilder.int64(), Long::valueOf);
            case Oid.FLOAT4_ARRAY -> items(SchemaBuilder.float32(), Float::valueOf);
            case Oid.FLOAT8_ARRAY -> items(SchemaBuilder.float64(), Double::valueOf);
            case Oid.BOOL_ARRAY -> items(SchemaBuilder.bool(), "t"::equals);
            case Oid.TEXT_ARRAY, Oid.VARCHAR_ARRAY, Oid.BPCHAR_ARRAY -> texts();
            case Oid.UUID_ARRAY -> items(Uuid.builder(), text -> text);
            case Oid.JSON_ARRAY, Oid.JSONB_ARRAY -> items(Json.builder(), text -> text);
            case Oid.BYTEA_ARRAY ->
                items(SchemaBuilder.bytes(), text -> HexFormat.of().parseHex(text, 2, text.length()));
            case Oid.NUMERIC_ARRAY -> of(DecimalValue.of(column));
            case Oid.DATE_ARRAY -> items(new DateValue().schema(), PostgresText::date);
            case Oid.TIME_ARRAY -> items(MicroTime.builder(), PostgresText::timeOfDay);
            case Oid.TIMESTAMP_ARRAY -> of(TimestampValue.of(column));
            case Oid.TIMESTAMPTZ_ARRAY -> items(ZonedTimestamp.builder(), PostgresText::zoned);
            default -> TEXTS.contains(column.typeName()) ? texts() : Optional.empty();
        };
    }

    private static Optional<ArrayItems> texts() {
        return items(SchemaBuilder.string(), text -> text);
    }

    private static Optional<ArrayItems> of(ColumnValue type) {
        return items(type.schema(), type::value);
    }

    private static Optional<ArrayItems> items(SchemaBuilder schema, Function<String, Object> fromText) {
        return Optional.of(new ArrayItems(schema.optional().build(), fromText));
    }
}
