package io.millrace.ingest.postgres;

import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import io.millrace.contracts.table.TableShape;
import io.millrace.ingest.database.SourceSession;
import io.millrace.ingest.safety.Access;
import io.millrace.ingest.safety.PublicationText;
import io.millrace.ingest.safety.ServerFacts;
import io.millrace.ingest.safety.ServerFacts.Publication;
import io.millrace.ingest.safety.TableFacts;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connection of our own beside Debezium's: it holds the source's advisory lock for as long as it lives, reads what
 * the start checks need, and writes the message that moves an idle slot. If it breaks, the lock is gone, and the next
 * call says so. Not safe for use by several threads.
 */
final class PostgresSession implements SourceSession {
    /** Prefix of our logical messages. */
    static final String MESSAGE_PREFIX = "millrace";

    /** Rows of a partitioned table are logged as their partition has it. */
    private static final String TABLE_QUERY = """
            SELECT c.relkind::text, CASE WHEN c.relkind <> 'p' THEN c.relreplident::text ELSE coalesce(
                     (SELECT p.relreplident::text FROM pg_partition_tree(c.oid) t JOIN pg_class p ON p.oid = t.relid
                      WHERE t.isleaf ORDER BY strpos('nidf', p.relreplident::text) LIMIT 1),
                     c.relreplident::text) END,
                   EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary), c.oid::bigint
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relname = ?""";

    /** The function is PostgreSQL 16's, and superusers grant it. */
    private static final String MAY_NOTE = """
            SELECT coalesce(has_function_privilege(
                to_regprocedure('pg_catalog.pg_log_standby_snapshot()')::oid, 'EXECUTE'), false)""";

    private final Connection connection;
    private @Nullable Boolean mayNote;

    private PostgresSession(Connection connection) {
        this.connection = connection;
    }

    /**
     * Connects.
     *
     * @param tls the driver's properties for encryption
     * @param applicationName what the database lists the session as
     * @throws SQLException if the database is out of reach or refuses
     */
    static PostgresSession open(
            String jdbcUrl, String user, String password, Map<String, String> tls, String applicationName)
            throws SQLException {
        var properties = properties(user, password, tls);
        properties.setProperty("ApplicationName", applicationName);
        return new PostgresSession(DriverManager.getConnection(jdbcUrl, properties));
    }

    static Properties properties(String user, String password, Map<String, String> tls) {
        var properties = new Properties();
        properties.putAll(tls);
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "15");
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }

    @Override
    public boolean tryLock(String slotName) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_try_advisory_lock(hashtext('millrace'), hashtext(?))")) {
            statement.setString(1, slotName);
            return single(statement).getBoolean(1);
        }
    }

    @Override
    public ServerFacts facts(String slot, String publication) throws SQLException {
        return ServerQueries.facts(connection, slot, publication);
    }

    @Override
    public Optional<TableFacts> table(String schema, String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TABLE_QUERY)) {
            statement.setString(1, schema);
            statement.setString(2, table);
            ResultSet row = statement.executeQuery();
            Optional<TableShape> shape = shape(schema, table);
            return row.next() && shape.isPresent()
                    ? Optional.of(new TableFacts(
                            schema + "." + table,
                            row.getString(1),
                            row.getString(2),
                            row.getBoolean(3),
                            UniqueIndexes.of(connection, row.getLong(4)),
                            shape.get().columns()))
                    : Optional.empty();
        }
    }

    @Override
    public Optional<TableShape> shape(String schema, String table) throws SQLException {
        return TableShapes.of(connection, schema, table);
    }

    @Override
    public Map<String, List<String>> primaryKeys(List<String> tables) throws SQLException {
        return TableShapes.primaryKeys(connection, tables);
    }

    @Override
    public Set<String> published(String publication) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT schemaname || '.' || tablename FROM pg_publication_tables WHERE pubname = ?")) {
            statement.setString(1, publication);
            ResultSet row = statement.executeQuery();
            var tables = new HashSet<String>();
            while (row.next()) {
                tables.add(row.getString(1));
            }
            return tables;
        }
    }

    @Override
    public void publish(String publication, PublicationText wanted) throws SQLException {
        Optional<Publication> found = ServerQueries.publication(connection, publication);
        if (found.isEmpty()) {
            run(wanted.create());
        } else if (!wanted.isOf(found.get())) {
            run(wanted.set(found.get()));
        }
    }

    @Override
    public void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public Access access(String slot, String publication, List<CapturedTable> tables) throws SQLException {
        return AccessQueries.access(connection, slot, publication, tables);
    }

    @Override
    public void dropSlot(String slotName) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_drop_replication_slot(?)")) {
            statement.setString(1, slotName);
            single(statement);
        }
    }

    @Override
    public void emitMessages(long counter) throws SQLException {
        for (String part : new String[] {"a", "b"}) {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT pg_logical_emit_message(true, ?, ?)")) {
                statement.setString(1, MESSAGE_PREFIX);
                statement.setString(2, counter + part);
                single(statement);
            }
        }
    }

    @Override
    public void noteTransactions() throws SQLException {
        if (mayNote == null) {
            try (PreparedStatement statement = connection.prepareStatement(MAY_NOTE)) {
                mayNote = single(statement).getBoolean(1);
            }
        }
        if (mayNote) {
            run("SELECT pg_log_standby_snapshot()");
        }
    }

    private static ResultSet single(PreparedStatement statement) throws SQLException {
        ResultSet row = statement.executeQuery();
        if (!row.next()) {
            throw new SQLException("the database answered with no row");
        }
        return row;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // The server ends the session, and with it the lock, when it notices that the connection is gone.
        }
    }
}
