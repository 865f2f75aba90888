package io.millrace.ingest.postgres;

import io.debezium.config.CommonConnectorConfig;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresValueConverter;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.relational.Column;
import io.debezium.relational.CustomConverterRegistry;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import io.debezium.relational.TableSchema;
import io.debezium.relational.TableSchemaBuilder;
import io.debezium.relational.Tables;
import io.debezium.relational.mapping.ColumnMappers;
import io.debezium.spi.converter.ConvertedField;
import io.debezium.spi.converter.CustomConverter;
import io.debezium.spi.topic.TopicNamingStrategy;
import io.millrace.ingest.postgres.value.ColumnConverters;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.postgresql.core.Oid;

/**
 * Turns rows of a table into the change events that the stream would carry, by Debezium's own schemas and converters:
 * a row read and a row streamed are written alike. One is good for one definition of the table.
 */
final class TableRows {
    private static final List<String> SAME_FOR_ALL =
            List.of("version", "connector", "name", "db", "snapshot", "schema", "table");

    private static final Set<Integer> FIXED = Set.of(
            Types.SMALLINT,
            Types.INTEGER,
            Types.BIGINT,
            Types.REAL,
            Types.DOUBLE,
            Types.DATE,
            Types.TIME,
            Types.TIMESTAMP,
            Types.TIMESTAMP_WITH_TIMEZONE);

    /** The driver's objects have no infinite interval, and no days that were skipped in October 1582. */
    private static final Set<Integer> AS_TEXT = Set.of(Oid.DATE, Oid.INTERVAL);

    /** Bytes; below PostgreSQL's threshold of some 2,000, since a row has more than its values. */
    private static final int SMALLEST_LARGE_ROW = 1_500;

    private final PostgresConnection connection;
    private final Table table;
    private final TableSchema schema;
    private final Struct origin;

    private TableRows(PostgresConnection connection, Table table, TableSchema schema, Struct origin) {
        this.connection = connection;
        this.table = table;
        this.schema = schema;
        this.origin = origin;
    }

    /**
     * Reads the definition of a table.
     *
     * @throws SQLException if there is no such table any more
     */
    @SuppressWarnings("unchecked") // the strategy is made from configuration, raw; and so are converters
    static TableRows of(PostgresConnection connection, PostgresConnectorConfig config, String name)
            throws SQLException {
        int dot = name.indexOf('.');
        var found = new Tables();
        connection.readSchema(
                found, null, name.substring(0, dot), id -> (id.schema() + "." + id.table()).equals(name), null, true);
        TableId id = found.tableIds().stream()
                .findFirst()
                .orElseThrow(() -> new SQLException("there is no table " + name + " any more", "42P01"));
        Table all = found.forTable(id);
        // The stream does not carry generated columns, and its schema does not name them.
        Table streamed = all.edit()
                .setColumns(all.columns().stream()
                        .filter(column -> !column.isGenerated())
                        .toList())
                .create();
        var builder = new TableSchemaBuilder(
                PostgresValueConverter.of(config, connection.getDatabaseCharset(), connection.getTypeRegistry()),
                connection.getDefaultValueConverter(),
                config.schemaNameAdjuster(),
                new CustomConverterRegistry(List.of((CustomConverter<SchemaBuilder, ConvertedField>)
                        (CustomConverter<?, ?>) new ColumnConverters())),
                config.getSourceInfoStructMaker().schema(),
                config.getFieldNamer(),
                false,
                config.getEventConvertingFailureHandlingMode());
        var topics = (TopicNamingStrategy<TableId>)
                config.getTopicNamingStrategy(CommonConnectorConfig.TOPIC_NAMING_STRATEGY);
        TableSchema schema = builder.create(
                topics, streamed, config.getColumnFilter(), ColumnMappers.create(config), config.getKeyMapper());
        return new TableRows(connection, streamed, schema, origin(schema, config, streamed.id()));
    }

    /** What every row says of where it comes from. */
    private static Struct origin(TableSchema schema, PostgresConnectorConfig config, TableId id) {
        Schema source = schema.getEnvelopeSchema().schema().field("source").schema();
        return new Struct(source)
                .put("version", io.debezium.connector.postgresql.Module.version())
                .put("connector", "postgresql")
                .put("name", config.getLogicalName())
                .put("db", config.databaseName())
                .put("snapshot", "incremental")
                .put("schema", id.schema())
                .put("table", id.table());
    }

    /** The columns to select, in this order, quoted. */
    String columns() {
        return table.columns().stream()
                .map(column -> TableReader.quoted(column.name()))
                .collect(Collectors.joining(", "));
    }

    int width() {
        return table.columns().size();
    }

    /** Whether it has columns of a length that varies, so that values may lie outside of their row. */
    boolean mayBeLarge() {
        return table.columns().stream().anyMatch(column -> !FIXED.contains(column.jdbcType()));
    }

    /** Whether PostgreSQL may have put values of a row aside (TOAST), as it does with rows beyond 2 kB. */
    static boolean isLarge(Object[] values) {
        long size = 0;
        for (Object value : values) {
            size += Long.BYTES;
            if (value instanceof byte[] bytes) {
                size += bytes.length;
            } else if (value != null && !(value instanceof Number)) {
                size += value.toString().getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return size >= SMALLEST_LARGE_ROW;
    }

    /** The row at hand, whose first columns are {@link #columns()}. */
    Object[] values(ResultSet row) throws SQLException {
        List<Column> columns = table.columns();
        var values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            Column column = columns.get(i);
            values[column.position() - 1] = AS_TEXT.contains(column.nativeType())
                    ? row.getString(i + 1)
                    : connection.getColumnValue(row, i + 1, column, table);
        }
        return values;
    }

    Struct key(Object[] values) {
        return schema.keyFromColumnData(values);
    }

    /**
     * The change event of a row.
     *
     * @param lsn end of the write-ahead log when it was read
     */
    Struct envelope(Object[] values, long lsn, Instant now) {
        Struct source = new Struct(origin.schema());
        for (String field : SAME_FOR_ALL) {
            source.put(field, origin.get(field));
        }
        source.put("ts_ms", now.toEpochMilli())
                .put("ts_us", now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000)
                .put("ts_ns", now.getEpochSecond() * 1_000_000_000 + now.getNano())
                .put("sequence", "[null,\"" + Long.toUnsignedString(lsn) + "\"]")
                .put("lsn", lsn);
        return schema.getEnvelopeSchema().read(schema.valueFromColumnData(values), source, now);
    }
}
