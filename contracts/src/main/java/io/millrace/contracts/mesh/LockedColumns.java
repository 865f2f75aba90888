package io.millrace.contracts.mesh;

import io.millrace.contracts.avro.ColumnType;
import io.millrace.contracts.problem.NearestMatch;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import io.millrace.contracts.table.TableShape;
import io.millrace.contracts.table.TableShape.Column;
import java.util.List;

/** Checks what a source says of its tables' columns against the columns that its lock has. */
final class LockedColumns {
    private LockedColumns() {}

    static void check(SourceDescriptor source, Problems problems) {
        Place at = new Place(source.location(), "tables");
        for (CapturedTable table : source.tables()) {
            table.shape().ifPresent(shape -> check(table, shape, at, problems));
        }
    }

    private static void check(CapturedTable table, TableShape shape, Place at, Problems problems) {
        List<String> exclude = table.rules().exclude();
        List<String> names = shape.columns().stream().map(Column::name).toList();
        for (String name : exclude) {
            if (!names.contains(name)) {
                problems.error(
                        at,
                        "Table " + table.qualifiedName() + " has no column '" + name + "' to exclude. "
                                + NearestMatch.hint(name, names));
            } else if (shape.primaryKey().contains(name) || table.key().contains(name)) {
                problems.error(
                        at,
                        "Column '" + name + "' of table " + table.qualifiedName() + " is in the key, which"
                                + " cannot be excluded.");
            }
        }
        for (Column column : shape.without(exclude).logged()) {
            if (ColumnType.of(column.type()).isEmpty()) {
                problems.error(
                        at,
                        "Table " + table.qualifiedName() + " has column '" + column.name() + "' of type "
                                + column.type() + ", which cannot be captured. Write 'exclude: [" + column.name()
                                + "]' at the table.");
            }
        }
    }
}
