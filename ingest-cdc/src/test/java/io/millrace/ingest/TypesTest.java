package io.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.avro.ChangeSchema;
import io.millrace.contracts.table.TableShape;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

/** How PostgreSQL's types arrive: what contracts may rely on. */
class TypesTest {
    private static final String DDL = """
            CREATE TABLE typed (
              c_bigint bigint PRIMARY KEY, c_int integer NOT NULL, c_small smallint, c_text text NOT NULL,
              c_varchar varchar(20), c_numeric numeric(12, 2) NOT NULL, c_free numeric, c_real real,
              c_double double precision, c_bool boolean NOT NULL DEFAULT false, c_uuid uuid, c_json jsonb,
              c_bytes bytea, c_date date, c_time time, c_ts3 timestamp(3), c_ts timestamp, c_tstz timestamptz,
              c_texts text[], c_default text DEFAULT 'EUR');
            INSERT INTO typed VALUES (9007199254740993, -7, 3, 'Grüße', 'v', 1234.50, 0.001, 1.5, 2.25, true,
              '6f9619ff-8b86-d011-b42d-00cf4fc964ff', '{"a": 1}', '\\x00ff', '2026-11-20', '12:34:56.789012',
              '2026-11-20 12:34:56.789', '2026-11-20 12:34:56.789012', '2026-11-20 12:34:56.789012+02',
              ARRAY['x', NULL], NULL);
            INSERT INTO typed (c_bigint, c_int, c_text, c_numeric, c_default) VALUES (2, 0, '', 0, NULL);""";

    private static final Map<String, String> GOLDEN = new TreeMap<>(Map.ofEntries(
            Map.entry("c_bigint", "long = 9007199254740993"),
            Map.entry("c_int", "int = -7"),
            Map.entry("c_small", "int? = 3"),
            Map.entry("c_text", "string = Grüße"),
            Map.entry("c_varchar", "string? = v"),
            Map.entry("c_numeric", "bytes:decimal = 01e23a"),
            Map.entry("c_free", "record? io.debezium.data.VariableScaleDecimal = scale 3 01"),
            Map.entry("c_real", "float? = 1.5"),
            Map.entry("c_double", "double? = 2.25"),
            Map.entry("c_bool", "boolean = true"),
            Map.entry("c_uuid", "string? io.debezium.data.Uuid = 6f9619ff-8b86-d011-b42d-00cf4fc964ff"),
            Map.entry("c_json", "string? io.debezium.data.Json = {\"a\": 1}"),
            Map.entry("c_bytes", "bytes? = 00ff"),
            Map.entry("c_date", "int?:date = 20777"),
            Map.entry("c_time", "long?:time-micros = 45296789012"),
            Map.entry("c_ts3", "long?:timestamp-millis = 1795178096789"),
            Map.entry("c_ts", "long?:timestamp-micros = 1795178096789012"),
            Map.entry("c_tstz", "string? io.debezium.time.ZonedTimestamp = 2026-11-20T10:34:56.789012Z"),
            Map.entry("c_texts", "array? = [x, null]"),
            Map.entry("c_default", "string? = null")));

    @Test
    void shouldGiveEachTypeItsAvroFormInSnapshotAndStreamAlike() throws Exception {
        Shop shop = Shop.create(DDL, "typed");
        try (Ingestion ingestion = shop.startStreaming();
                ChangeReader reader = shop.reader("typed")) {
            shop.sql("UPDATE typed SET c_int = c_int WHERE c_bigint = 9007199254740993");
            Schema locked = lockedRow(shop);
            for (Change change : reader.await(3)) {
                assertThat(forms(locked)).isEqualTo(forms(change.after().getSchema()));
                if ("9007199254740993".equals(change.key())) {
                    assertThat(described(change.after())).as(change.operation()).isEqualTo(GOLDEN);
                } else {
                    assertThat(change.after().get("c_default")).isNull();
                    assertThat(change.after().get("c_texts")).isNull();
                }
            }
            assertThat(ingestion.status().allStreaming()).isTrue();
        }
    }

    /** What a contract on the locked table is checked against. */
    private static Schema lockedRow(Shop shop) {
        DatabaseSettings database = Objects.requireNonNull(
                shop.settings().databases().get(shop.source().name()));
        TableShape shape = Objects.requireNonNull(
                LiveTables.read(database, List.of("public.typed")).get("public.typed"));
        return ChangeSchema.of("public.typed", shape)
                .getField("after")
                .schema()
                .getTypes()
                .get(1);
    }

    private static Map<String, String> forms(Schema row) {
        Map<String, String> forms = new LinkedHashMap<>();
        row.getFields().forEach(field -> forms.put(field.name(), form(field.schema())));
        return forms;
    }

    private static Map<String, String> described(GenericRecord row) {
        Map<String, String> fields = new TreeMap<>();
        for (Schema.Field field : row.getSchema().getFields()) {
            fields.put(field.name(), form(field.schema()) + " = " + text(row.get(field.name())));
        }
        return fields;
    }

    private static String form(Schema schema) {
        boolean optional = schema.isUnion();
        Schema type = optional ? schema.getTypes().get(1) : schema;
        String name = type.getProp("connect.name");
        String form = type.getType().getName() + (optional ? "?" : "");
        if (type.getLogicalType() != null) {
            return form + ":" + type.getLogicalType().getName();
        }
        return name == null ? form : form + " " + name;
    }

    private static String text(Object value) {
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return HexFormat.of().formatHex(bytes);
        }
        return value instanceof GenericRecord record
                ? "scale " + record.get("scale") + " " + text(record.get("value"))
                : String.valueOf(value);
    }
}
