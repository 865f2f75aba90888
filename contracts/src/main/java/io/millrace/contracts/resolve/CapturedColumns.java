package io.millrace.contracts.resolve;

import io.millrace.contracts.avro.ColumnType;
import io.millrace.contracts.problem.NearestMatch;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldPath;
import io.millrace.contracts.product.FieldSource;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.RowContract;
import io.millrace.contracts.table.TableShape;
import io.millrace.contracts.table.TableShape.Column;
import io.millrace.contracts.table.TableShape.ReplicaIdentity;
import java.util.List;
import java.util.Optional;

/** Checks what a contract says of a captured table against the columns that the source's lock has. */
final class CapturedColumns {
    private CapturedColumns() {}

    /** Whether a path into a table leads to a column that change events have; else it is noted. */
    static boolean known(FieldPath path, InputPort port, Place at, Problems problems) {
        String root = path.steps().get(0);
        boolean row = root.equals("after") || root.equals("before");
        if (!row || path.steps().size() < 2) {
            return true;
        }
        TableShape table = port.table().orElseThrow();
        String step = path.steps().get(1);
        String where = "Path '" + path + "': table " + tableName(port);
        Optional<Column> column = table.column(step);
        if (column.isEmpty()) {
            List<String> names =
                    table.logged().stream().map(Column::fieldName).sorted().toList();
            problems.error(
                    at,
                    where + " has no column '" + step + "'. " + NearestMatch.hint(step, names)
                            + " If the table has it by now, run 'millrace lock' again; what the source excludes is not"
                            + " captured.");
            return false;
        }
        if (column.get().generated()) {
            problems.error(
                    at,
                    where + " computes column '" + step + "' (GENERATED ALWAYS AS), and PostgreSQL does not log such"
                            + " columns. Compute it in transformLogic.");
            return false;
        }
        if (ColumnType.of(column.get().type()).isEmpty()) {
            problems.error(
                    at,
                    where + " has column '" + step + "' of type " + column.get().type()
                            + ", which cannot be captured. Remove the property.");
            return false;
        }
        return true;
    }

    /** Notes a primary key that is not the table's: order per key and the key of a delete rest on it. */
    static void checkKey(RowContract contract, List<InputPort> inputs, Problems problems) {
        // Rows of several inputs are put together by the contract's key, whatever the keys of the tables.
        if (!contract.keyFields().isEmpty() && contract.inputs().ports().size() == 1) {
            inputs.stream()
                    .filter(port -> contract.reads(port.name()))
                    .forEach(port -> port.table().ifPresent(table -> checkKey(contract, port, table, problems)));
        }
    }

    private static void checkKey(RowContract contract, InputPort port, TableShape table, Problems problems) {
        List<String> expected = table.primaryKey().stream()
                .map(name -> new Column(name, "", false, false).fieldName())
                .toList();
        List<Field> keys = contract.keyFields();
        List<String> found = keys.stream().map(CapturedColumns::column).toList();
        if (!found.equals(expected)) {
            problems.error(
                    new Place(keys.get(0).location(), ""),
                    "The primary key of the contract is made of " + String.join(", ", found)
                            + ", but that of table " + tableName(port) + " is "
                            + (expected.isEmpty() ? "nothing" : String.join(", ", expected))
                            + ". They must be the same columns in the same order: records of one row must have one"
                            + " key.");
        }
    }

    private static String column(Field field) {
        if (field.source() instanceof FieldSource.Path path) {
            List<String> steps = path.path().steps();
            boolean ofRow = steps.size() == 2 && steps.get(0).equals("after");
            return ofRow ? steps.get(1) : path.path().toString();
        }
        return "the expression of '" + field.name() + "'";
    }

    /** Notes a port that shows deleted rows of a table that does not log them. */
    static void checkWholeRows(InputPort port, Place at, Problems problems) {
        boolean partial = port.table()
                .filter(table -> table.replicaIdentity() != ReplicaIdentity.FULL)
                .isPresent();
        if (partial) {
            problems.error(
                    at,
                    "'deletes: marker' shows the last row of a deleted one, but table " + tableName(port)
                            + " logs its key only. Run 'ALTER TABLE " + tableName(port)
                            + " REPLICA IDENTITY FULL;' and 'millrace lock', or write 'tombstone'.");
        }
    }

    private static String tableName(InputPort port) {
        return port.contractId().substring(port.contractId().indexOf('/') + 1);
    }
}
