package io.millrace.bench.load;

import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.json.JsonConverter;

/**
 * The schema that Debezium's PostgreSQL connector gives to changes of the table of payments, as Kafka Connect's JSON
 * converter writes it in front of every one of them unless {@code schemas.enable} is turned off.
 */
final class PaymentSchemaBlock {
    private PaymentSchemaBlock() {}

    /** The block's JSON. */
    static String json() {
        try (var converter = new JsonConverter()) {
            converter.configure(Map.of("schemas.enable", "true"), false);
            return converter.asJsonSchema(envelope()).toString();
        }
    }

    private static Schema envelope() {
        return SchemaBuilder.struct()
                .name("shopdb.public.payments.Envelope")
                .version(2)
                .field("before", row())
                .field("after", row())
                .field("source", source())
                .field("transaction", transaction())
                .field("op", Schema.STRING_SCHEMA)
                .field("ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
                .field("ts_us", Schema.OPTIONAL_INT64_SCHEMA)
                .field("ts_ns", Schema.OPTIONAL_INT64_SCHEMA)
                .build();
    }

    private static Schema row() {
        return SchemaBuilder.struct()
                .name("shopdb.public.payments.Value")
                .optional()
                .field("event_id", Schema.STRING_SCHEMA)
                .field(
                        "made_at",
                        SchemaBuilder.int64()
                                .name("io.debezium.time.MicroTimestamp")
                                .version(1)
                                .build())
                .field("account", Schema.STRING_SCHEMA)
                .field("email", Schema.STRING_SCHEMA)
                .field(
                        "amount",
                        Decimal.builder(2)
                                .parameter("connect.decimal.precision", "12")
                                .build())
                .field("currency", Schema.STRING_SCHEMA)
                .field("method", Schema.STRING_SCHEMA)
                .field("merchant", Schema.STRING_SCHEMA)
                .field("memo", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
    }

    private static Schema source() {
        return SchemaBuilder.struct()
                .name("io.debezium.connector.postgresql.Source")
                .version(1)
                .field("version", Schema.STRING_SCHEMA)
                .field("connector", Schema.STRING_SCHEMA)
                .field("name", Schema.STRING_SCHEMA)
                .field("ts_ms", Schema.INT64_SCHEMA)
                .field(
                        "snapshot",
                        SchemaBuilder.string()
                                .name("io.debezium.data.Enum")
                                .version(1)
                                .parameter(
                                        "allowed",
                                        "true,first,first_in_data_collection,last_in_data_collection,last,false,incremental")
                                .optional()
                                .defaultValue("false")
                                .build())
                .field("db", Schema.STRING_SCHEMA)
                .field("sequence", Schema.OPTIONAL_STRING_SCHEMA)
                .field("ts_us", Schema.OPTIONAL_INT64_SCHEMA)
                .field("ts_ns", Schema.OPTIONAL_INT64_SCHEMA)
                .field("schema", Schema.STRING_SCHEMA)
                .field("table", Schema.STRING_SCHEMA)
                .field("txId", Schema.OPTIONAL_INT64_SCHEMA)
                .field("lsn", Schema.OPTIONAL_INT64_SCHEMA)
                .field("xmin", Schema.OPTIONAL_INT64_SCHEMA)
                .build();
    }

    private static Schema transaction() {
        return SchemaBuilder.struct()
                .name("event.block")
                .version(1)
                .optional()
                .field("id", Schema.STRING_SCHEMA)
                .field("total_order", Schema.INT64_SCHEMA)
                .field("data_collection_order", Schema.INT64_SCHEMA)
                .build();
    }
}
