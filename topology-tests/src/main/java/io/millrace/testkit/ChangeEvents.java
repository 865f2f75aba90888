package io.millrace.testkit;

import io.millrace.contracts.avro.ChangeSchema;
import io.millrace.testkit.TableDefinition.Column;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Change events of one table, as ingest writes them. */
final class ChangeEvents {
    private final TableDefinition table;
    private final String sourceName;
    private final String database;
    private final Schema schema;

    ChangeEvents(TableDefinition table, String sourceName, String database) {
        this.table = table;
        this.sourceName = sourceName;
        this.database = database;
        this.schema = ChangeSchema.of(
                table.name(),
                table.columns().stream()
                        .map(column -> ChangeSchema.column(column.name(), column.type(), column.nullable()))
                        .toList());
    }

    Schema schema() {
        return schema;
    }

    /**
     * A row in the notation of a case file.
     *
     * @param columns text per column, null for SQL NULL
     */
    record RowText(Map<String, @Nullable String> columns) {}

    /**
     * One change.
     *
     * @param op Debezium's code: c, u, d, r, t
     * @param commitLsn position of its transaction's commit; null before the first commit after a snapshot
     * @param lsn its own position
     * @param timeMillis when the database made it
     */
    record Change(
            String op,
            @Nullable RowText before,
            @Nullable RowText after,
            @Nullable Long commitLsn,
            long lsn,
            long timeMillis) {}

    /**
     * The envelope of a change.
     *
     * @throws IllegalArgumentException naming a column that the table does not have, or that lacks a value
     */
    GenericRecord envelope(Change change) {
        GenericRecord source = new GenericData.Record(schema.getField("source").schema());
        source.put("version", "3.6.1.Final");
        source.put("connector", "postgresql");
        source.put("name", sourceName);
        source.put("ts_ms", change.timeMillis());
        source.put("snapshot", change.op().equals("r") ? "true" : "false");
        source.put("db", database);
        source.put("sequence", sequence(change));
        source.put("schema", table.name().substring(0, table.name().indexOf('.')));
        source.put("table", table.name().substring(table.name().indexOf('.') + 1));
        source.put("txId", change.commitLsn());
        source.put("lsn", change.lsn());

        GenericRecord envelope = new GenericData.Record(schema);
        envelope.put("before", change.before() == null ? null : row(change.before(), true));
        envelope.put("after", change.after() == null ? null : row(change.after(), false));
        envelope.put("source", source);
        envelope.put("op", change.op());
        envelope.put("ts_ms", change.timeMillis());
        return envelope;
    }

    /** The canonical key of a row: one column's text, or several parts joined by a vertical bar. */
    String key(RowText row) {
        if (table.key().isEmpty()) {
            throw new IllegalArgumentException(
                    "table " + table.name() + " has no primary key, so the record needs a 'key'");
        }
        boolean several = table.key().size() > 1;
        return table.key().stream()
                .map(column -> {
                    String text = row.columns().get(column);
                    if (text == null) {
                        throw new IllegalArgumentException("the row has no value for the key column " + column);
                    }
                    return several ? text.replace("\\", "\\\\").replace("|", "\\|") : text;
                })
                .collect(Collectors.joining("|"));
    }

    private static String sequence(Change change) {
        String commit = change.commitLsn() == null ? "null" : "\"" + change.commitLsn() + "\"";
        return "[" + commit + ",\"" + change.lsn() + "\"]";
    }

    private GenericRecord row(RowText text, boolean before) {
        Set<String> unknown = new TreeSet<>(text.columns().keySet());
        table.columns().forEach(column -> unknown.remove(column.name()));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("table " + table.name() + " has no column " + unknown + "; it has "
                    + table.columns().stream().map(Column::name).toList());
        }
        GenericRecord row = new GenericData.Record(table.columns().isEmpty() ? schema : rowSchema());
        for (Column column : table.columns()) {
            row.put(column.name(), value(column, text.columns().get(column.name()), before));
        }
        return row;
    }

    private Schema rowSchema() {
        return schema.getField("after").schema().getTypes().get(1);
    }

    private @Nullable Object value(Column column, @Nullable String text, boolean before) {
        if (text != null) {
            return AvroText.parse(column.type(), text);
        } else if (column.nullable()) {
            return null;
        } else if (before) {
            // What PostgreSQL does not send of the old row, the connector fills up.
            return filler(column.type());
        }
        throw new IllegalArgumentException(
                "the row has no value for " + table.name() + "." + column.name() + ", which is NOT NULL");
    }

    private static Object filler(Schema type) {
        LogicalType logical = type.getLogicalType();
        return switch (type.getType()) {
            case BOOLEAN -> false;
            case INT -> 0;
            case LONG -> 0L;
            case FLOAT -> 0f;
            case DOUBLE -> 0d;
            case BYTES -> ByteBuffer.wrap(logical == null ? new byte[0] : new byte[1]);
            default ->
                "io.debezium.time.ZonedTimestamp".equals(type.getProp("connect.name")) ? "1970-01-01T00:00:00Z" : "";
        };
    }
}
