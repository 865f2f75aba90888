package io.millrace.testkit;

import io.millrace.testkit.TableDefinition.Column;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** The Avro schema of a raw change topic: Debezium's envelope around the rows of one table. */
final class EnvelopeSchema {
    private EnvelopeSchema() {}

    static Schema of(TableDefinition table) {
        String namespace = "raw." + table.name();
        Schema row = Schema.createRecord("Value", null, namespace, false, columns(table));
        return Schema.createRecord(
                "Envelope",
                null,
                namespace,
                false,
                List.of(
                        optional("before", row),
                        optional("after", row),
                        new Schema.Field("source", source()),
                        required("op", Schema.Type.STRING),
                        optional("ts_ms", Schema.create(Schema.Type.LONG)),
                        optional("ts_us", Schema.create(Schema.Type.LONG)),
                        optional("ts_ns", Schema.create(Schema.Type.LONG))));
    }

    private static List<Schema.Field> columns(TableDefinition table) {
        List<Schema.Field> fields = new ArrayList<>();
        for (Column column : table.columns()) {
            fields.add(
                    column.nullable()
                            ? optional(column.name(), column.type())
                            : new Schema.Field(column.name(), column.type()));
        }
        return fields;
    }

    /** The source block of Debezium's PostgreSQL connector. */
    private static Schema source() {
        return Schema.createRecord(
                "Source",
                null,
                "io.debezium.connector.postgresql",
                false,
                List.of(
                        required("version", Schema.Type.STRING),
                        required("connector", Schema.Type.STRING),
                        required("name", Schema.Type.STRING),
                        required("ts_ms", Schema.Type.LONG),
                        optional("snapshot", Schema.create(Schema.Type.STRING)),
                        required("db", Schema.Type.STRING),
                        optional("sequence", Schema.create(Schema.Type.STRING)),
                        required("schema", Schema.Type.STRING),
                        required("table", Schema.Type.STRING),
                        optional("txId", Schema.create(Schema.Type.LONG)),
                        optional("lsn", Schema.create(Schema.Type.LONG)),
                        optional("xmin", Schema.create(Schema.Type.LONG))));
    }

    private static Schema.Field required(String name, Schema.Type type) {
        return new Schema.Field(name, Schema.create(type));
    }

    private static Schema.Field optional(String name, Schema type) {
        return new Schema.Field(
                name, Schema.createUnion(Schema.create(Schema.Type.NULL), type), null, Schema.Field.NULL_DEFAULT_VALUE);
    }
}
