package io.millrace.runtime.plan;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Change events of an orders table, in the shape Debezium gives them. */
final class Orders {
    static final String UNAVAILABLE = "__debezium_unavailable_value";

    static final Schema ROW = SchemaBuilder.record("Value")
            .namespace("shop.public.orders")
            .fields()
            .requiredLong("order_id")
            .optionalString("customer_id")
            .optionalString("email")
            .optionalString("status")
            .name("total")
            .type(optional(LogicalTypes.decimal(12, 2).addToSchema(Schema.create(Schema.Type.BYTES))))
            .withDefault(null)
            .name("placed_at")
            .type(optional(semantic(Schema.create(Schema.Type.STRING), "io.debezium.time.ZonedTimestamp")))
            .withDefault(null)
            .name("updated_at")
            .type(optional(semantic(Schema.create(Schema.Type.LONG), "io.debezium.time.MicroTimestamp")))
            .withDefault(null)
            .name("birth_date")
            .type(optional(LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT))))
            .withDefault(null)
            .optionalString("note")
            .endRecord();

    static final Schema SOURCE = SchemaBuilder.record("Source")
            .namespace("io.debezium.connector.postgresql")
            .fields()
            .requiredString("version")
            .requiredString("connector")
            .requiredString("name")
            .requiredLong("ts_ms")
            .optionalString("snapshot")
            .requiredString("db")
            .optionalString("sequence")
            .requiredString("schema")
            .requiredString("table")
            .optionalLong("txId")
            .optionalLong("lsn")
            .optionalLong("xmin")
            .endRecord();

    static final Schema ENVELOPE = SchemaBuilder.record("Envelope")
            .namespace("shop.public.orders")
            .fields()
            .name("before")
            .type(optional(ROW))
            .withDefault(null)
            .name("after")
            .type(optional(ROW))
            .withDefault(null)
            .name("source")
            .type(SOURCE)
            .noDefault()
            .requiredString("op")
            .optionalLong("ts_ms")
            .endRecord();

    private Orders() {}

    static Schema optional(Schema schema) {
        return Schema.createUnion(Schema.create(Schema.Type.NULL), schema);
    }

    static Schema semantic(Schema schema, String name) {
        schema.addProp("connect.name", name);
        return schema;
    }

    static GenericRecord row(Consumer<GenericRecord> changes) {
        GenericRecord row = new GenericData.Record(ROW);
        row.put("order_id", 4711L);
        row.put("customer_id", "C-100042");
        row.put("email", "Ana.Example@Shop.example");
        row.put("status", "placed");
        row.put("total", ByteBuffer.wrap(new byte[] {0x30, 0x39})); // 123.45
        row.put("placed_at", "2026-11-20T13:36:30.123456Z");
        row.put("updated_at", 1_795_181_790_123_456L);
        row.put("birth_date", 7305); // 1990-01-01
        row.put("note", "leave at the door");
        changes.accept(row);
        return row;
    }

    static GenericRecord row() {
        return row(unchanged -> {});
    }

    static GenericRecord keyOnly() {
        GenericRecord row = new GenericData.Record(ROW);
        row.put("order_id", 4711L);
        return row;
    }

    static GenericRecord change(String op, @Nullable GenericRecord before, @Nullable GenericRecord after) {
        GenericRecord source = new GenericData.Record(SOURCE);
        Map.<String, Object>of(
                        "version", "3.6.1.Final",
                        "connector", "postgresql",
                        "name", "shop-db",
                        "ts_ms", 1_795_181_790_000L,
                        "snapshot", "false",
                        "db", "shop",
                        "sequence", "[\"24023128\",\"24023256\"]",
                        "schema", "public",
                        "table", "orders",
                        "txId", 555L)
                .forEach(source::put);
        source.put("lsn", 24_023_256L);
        GenericRecord envelope = new GenericData.Record(ENVELOPE);
        envelope.put("before", before);
        envelope.put("after", after);
        envelope.put("source", source);
        envelope.put("op", op);
        envelope.put("ts_ms", 1_795_181_790_200L);
        return envelope;
    }
}
