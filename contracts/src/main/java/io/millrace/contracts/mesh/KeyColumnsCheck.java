package io.millrace.contracts.mesh;

import io.millrace.contracts.problem.NearestMatch;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import io.millrace.contracts.source.SourceLock;
import io.millrace.contracts.table.TableShape;
import io.millrace.contracts.table.TableShape.Column;
import java.util.List;
import java.util.Optional;

/** Whether the key columns that a source declares are columns of the locked table that can be a key. */
final class KeyColumnsCheck {
    private final Problems problems;

    KeyColumnsCheck(Problems problems) {
        this.problems = problems;
    }

    void check(SourceDescriptor source, SourceLock lock) {
        for (CapturedTable table : source.tables()) {
            TableShape shape = lock.tables().get(table.qualifiedName());
            if (shape != null) {
                table.key().forEach(name -> check(source, table, shape, name));
            }
        }
    }

    private void check(SourceDescriptor source, CapturedTable table, TableShape shape, String name) {
        Place at = new Place(source.location(), "tables");
        Optional<Column> column = shape.columns().stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
        if (column.isEmpty()) {
            List<String> names = shape.logged().stream().map(Column::name).toList();
            problems.error(
                    at,
                    "Table '" + table.qualifiedName() + "' has no column '" + name + "' for its key. "
                            + NearestMatch.hint(name, names)
                            + " If the table has it by now, run 'millrace lock' again.");
        } else if (column.get().nullable()) {
            problems.error(
                    at,
                    "Column '" + name + "' of table '" + table.qualifiedName() + "' may be null, and a key may not. Run"
                            + " 'ALTER TABLE " + table.qualifiedName() + " ALTER COLUMN " + name
                            + " SET NOT NULL;' and 'millrace lock', or choose other columns.");
        }
    }
}
