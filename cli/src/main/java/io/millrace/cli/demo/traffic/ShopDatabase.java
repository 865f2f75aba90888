package io.millrace.cli.demo.traffic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The shop's tables over JDBC. Statements run in the connection's transaction; the caller commits. One thread. */
public final class ShopDatabase implements AutoCloseable {
    private final Connection connection;

    /** Takes over the connection and closes it. */
    public ShopDatabase(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
    }

    /** Creates the tables. */
    public void create(Path schema) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(Files.readString(schema));
        }
        connection.commit();
    }

    /** All rows of a table, as committed. */
    public List<TableRow> select(String table) throws SQLException {
        List<TableRow> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM " + table)) {
            while (result.next()) {
                rows.add(TableRow.of(result));
            }
        }
        connection.commit();
        return rows;
    }

    void insert(String table, List<TableRow> rows) throws SQLException {
        String columns = String.join(", ", rows.get(0).columns().keySet());
        String places =
                rows.get(0).columns().keySet().stream().map(name -> "?").collect(Collectors.joining(", ", "(", ")"));
        String all = rows.stream().map(row -> places).collect(Collectors.joining(", "));
        List<@Nullable Object> values = new ArrayList<>();
        rows.forEach(row -> values.addAll(row.columns().values()));
        execute("INSERT INTO " + table + " (" + columns + ") VALUES " + all, values);
    }

    void update(String table, Map<String, ? extends @Nullable Object> changes, Map<String, ?> key) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>(changes.values());
        values.addAll(key.values());
        execute(
                "UPDATE " + table + " SET "
                        + changes.keySet().stream().map(name -> name + " = ?").collect(Collectors.joining(", "))
                        + where(key),
                values);
    }

    void delete(String table, Map<String, ?> key) throws SQLException {
        execute("DELETE FROM " + table + where(key), new ArrayList<>(key.values()));
    }

    void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static String where(Map<String, ?> key) {
        return key.keySet().stream().map(name -> name + " = ?").collect(Collectors.joining(" AND ", " WHERE ", ""));
    }

    private void execute(String sql, List<@Nullable Object> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int place = 1;
            for (Object value : values) {
                statement.setObject(place++, value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value);
            }
            statement.executeUpdate();
        }
    }
}
