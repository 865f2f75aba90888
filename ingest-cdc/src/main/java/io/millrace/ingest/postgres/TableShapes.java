package io.millrace.ingest.postgres;

import io.millrace.contracts.table.TableShape;
import io.millrace.contracts.table.TableShape.Column;
import io.millrace.contracts.table.TableShape.ReplicaIdentity;
import io.millrace.ingest.postgres.value.ColumnConverters;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the columns of tables from PostgreSQL's catalogue. */
final class TableShapes {
    /**
     * The type of a domain is the type below it, which is what change events carry; but for those that the capture knows
     * by their name only, which a domain hides.
     */
    private static final String COLUMNS = """
            WITH RECURSIVE base(attnum, oid, typmod) AS (
              SELECT a.attnum, a.atttypid, a.atttypmod FROM pg_attribute a
              WHERE a.attrelid = ?::oid AND a.attnum > 0 AND NOT a.attisdropped
              UNION ALL
              SELECT b.attnum, t.typbasetype, t.typtypmod FROM base b
              JOIN pg_type t ON t.oid = b.oid WHERE t.typtype = 'd')
            SELECT a.attname,
                   CASE WHEN t.typtype = 'e' THEN 'enum '
                        WHEN a.atttypid <> b.oid AND t.typname = ANY (?) THEN 'domain over '
                        ELSE '' END || format_type(b.oid, b.typmod),
                   NOT a.attnotnull, a.attgenerated <> ''
            FROM base b
            JOIN pg_type t ON t.oid = b.oid AND t.typtype <> 'd'
            JOIN pg_attribute a ON a.attrelid = ?::oid AND a.attnum = b.attnum
            ORDER BY a.attnum""";

    private static final String KEY = """
            SELECT a.attname FROM pg_index i
            CROSS JOIN LATERAL unnest(i.indkey::int[]) WITH ORDINALITY k(attnum, place)
            JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
            WHERE i.indrelid = ?::oid AND i.indisprimary ORDER BY k.place""";

    private static final String KEYS = """
            SELECT n.nspname || '.' || c.relname, a.attname FROM pg_index i
            JOIN pg_class c ON c.oid = i.indrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            CROSS JOIN LATERAL unnest(i.indkey::int[]) WITH ORDINALITY k(attnum, place)
            JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
            WHERE i.indisprimary AND n.nspname || '.' || c.relname = ANY (?) ORDER BY 1, k.place""";

    private static final String TABLE = """
            SELECT c.oid::text, c.relreplident::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relname = ?""";

    private TableShapes() {}

    /** The shape of a table; empty if there is no such table, or the role may not know. */
    static Optional<TableShape> of(Connection connection, String schema, String table) throws SQLException {
        String oid;
        ReplicaIdentity identity;
        try (PreparedStatement statement = connection.prepareStatement(TABLE)) {
            statement.setString(1, schema);
            statement.setString(2, table);
            ResultSet row = statement.executeQuery();
            if (!row.next()) {
                return Optional.empty();
            }
            oid = row.getString(1);
            identity = switch (row.getString(2)) {
                case "f" -> ReplicaIdentity.FULL;
                case "n" -> ReplicaIdentity.NOTHING;
                case "i" -> ReplicaIdentity.INDEX;
                default -> ReplicaIdentity.DEFAULT;
            };
        }
        return Optional.of(new TableShape(columns(connection, oid), key(connection, oid), identity));
    }

    /** The primary keys of tables, by table; one without a key is left out. */
    static Map<String, List<String>> primaryKeys(Connection connection, List<String> tables) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(KEYS)) {
            statement.setArray(1, connection.createArrayOf("text", tables.toArray()));
            ResultSet row = statement.executeQuery();
            Map<String, List<String>> keys = new HashMap<>();
            while (row.next()) {
                keys.computeIfAbsent(row.getString(1), table -> new ArrayList<>())
                        .add(row.getString(2));
            }
            return keys;
        }
    }

    private static List<Column> columns(Connection connection, String oid) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, oid);
            statement.setArray(2, connection.createArrayOf("text", ColumnConverters.KNOWN_BY_NAME.toArray()));
            statement.setString(3, oid);
            ResultSet row = statement.executeQuery();
            List<Column> columns = new ArrayList<>();
            while (row.next()) {
                columns.add(new Column(row.getString(1), row.getString(2), row.getBoolean(3), row.getBoolean(4)));
            }
            return columns;
        }
    }

    private static List<String> key(Connection connection, String oid) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(KEY)) {
            statement.setString(1, oid);
            ResultSet row = statement.executeQuery();
            List<String> key = new ArrayList<>();
            while (row.next()) {
                key.add(row.getString(1));
            }
            return key;
        }
    }
}
