package io.millrace.ingest;

import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import io.millrace.contracts.table.TableShape;
import io.millrace.contracts.table.TableShape.Column;
import io.millrace.ingest.postgres.SourceSession;
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
            String prefix = table.qualifiedName() + ".";
            table.rules().exclude().forEach(column -> columns.add(prefix + column));
            Optional<TableShape> shape = session.shape(table.schema(), table.table());
            shape.stream()
                    .flatMap(found -> found.columns().stream())
                    .filter(Column::generated)
                    .forEach(column -> columns.add(prefix + column.name()));
        }
        return columns;
    }
}
