package io.millrace.ingest;

import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import io.millrace.contracts.table.TableShape;
import io.millrace.contracts.table.TableShape.Column;
import io.millrace.ingest.database.SourceSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Columns of a source that are not captured. */
final class ExcludedColumns {
    private ExcludedColumns() {}

    /**
     * What the source excludes, and what the database computes: that is in no log, so a snapshot has none of it.
     *
     * @return as {@code schema.table.column}
     */
    static List<String> of(SourceDescriptor source, SourceSession session) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (CapturedTable table : source.tables()) {
            add(table, session.shape(table.schema(), table.table()), columns);
        }
        return columns;
    }

    /** The same, as far as it is known from the source's lock. */
    static List<String> locked(SourceDescriptor source) {
        List<String> columns = new ArrayList<>();
        source.tables().forEach(table -> add(table, table.shape(), columns));
        return columns;
    }

    private static void add(CapturedTable table, Optional<TableShape> shape, List<String> columns) {
        String prefix = table.qualifiedName() + ".";
        table.rules().exclude().forEach(column -> columns.add(prefix + column));
        shape.stream()
                .flatMap(found -> found.columns().stream())
                .filter(Column::generated)
                .forEach(column -> columns.add(prefix + column.name()));
    }
}
