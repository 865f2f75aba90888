package io.millrace.contracts.avro;

import io.millrace.contracts.table.TableShape;
import io.millrace.contracts.table.TableShape.Column;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * The Avro schema of a captured table's topic, as ingestion writes it: Debezium's envelope around the rows. What it
 * says of types is what a contract's paths and expressions are checked against.
 */
public final class ChangeSchema {
    private ChangeSchema() {}

    /**
     * The envelope of a table.
     *
     * @param table {@code <schema>.<table>}, for names of records
     * @param shape of the table; generated columns, and those of types that cannot be captured, are not in it
     */
    public static Schema of(String table, TableShape shape) {
        List<Schema.Field> columns = new ArrayList<>();
        for (Column column : shape.logged()) {
            ColumnType.of(column.type())
                    .ifPresent(type -> columns.add(column(column.fieldName(), type, column.nullable())));
        }
        return of(table, columns);
    }

    /** A column of a row, in its Avro form before nullability. */
    public static Schema.Field column(String name, Schema type, boolean nullable) {
        return nullable ? optional(name, type) : new Schema.Field(name, type);
    }

    /** The envelope of a table whose columns have their Avro form already. */
    public static Schema of(String table, List<Schema.Field> columns) {
        String namespace = "raw." + table.replaceAll("[^A-Za-z0-9_.]", "_");
        Schema row = Schema.createRecord("Value", null, namespace, false, columns);
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
                        optional("ts_us", Schema.create(Schema.Type.LONG)),
                        optional("ts_ns", Schema.create(Schema.Type.LONG)),
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
