package io.millrace.cli.demo.traffic;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row by column names; values are {@link Long}, {@link Integer}, {@link String}, {@link Boolean}, {@link BigDecimal},
 * {@link LocalDate}, {@link Instant} or null. Holds clear personal values: never log it.
 *
 * @param columns in the order of the table
 */
public record TableRow(Map<String, @Nullable Object> columns) {
    public TableRow {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /** The row a result set stands on. */
    public static TableRow of(ResultSet result) throws SQLException {
        ResultSetMetaData meta = result.getMetaData();
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.put(
                    meta.getColumnName(i),
                    switch (meta.getColumnTypeName(i)) {
                        case "timestamptz" -> instant(result.getObject(i, OffsetDateTime.class));
                        case "date" -> result.getObject(i, LocalDate.class);
                        default -> result.getObject(i);
                    });
        }
        return new TableRow(columns);
    }

    public @Nullable Object get(String column) {
        return columns.get(column);
    }

    /** A copy with other values. */
    TableRow with(Map<String, ? extends @Nullable Object> changes) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(columns);
        copy.putAll(changes);
        return new TableRow(copy);
    }

    /** The column names only. */
    @Override
    public String toString() {
        return "TableRow" + columns.keySet();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
