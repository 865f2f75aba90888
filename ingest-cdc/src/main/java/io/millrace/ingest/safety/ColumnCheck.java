package io.millrace.ingest.safety;

import io.millrace.contracts.avro.ColumnType;
import io.millrace.contracts.table.TableShape.Column;
import io.millrace.ingest.safety.TableFacts.UniqueIndex;
import java.util.ArrayList;
import java.util.List;

/** A column that cannot be captured is refused by name, rather than missing from the records. */
final class ColumnCheck {
    private ColumnCheck() {}

    static List<Finding> find(List<String> exclude, TableFacts table) {
        List<Finding> findings = new ArrayList<>();
        for (Column column : table.columns()) {
            if (!column.generated()
                    && !exclude.contains(column.name())
                    && ColumnType.of(column.type()).isEmpty()) {
                findings.add(Finding.error(
                        "table " + table.name() + " has column " + column.name() + " of type " + column.type()
                                + ", which cannot be captured",
                        "write 'exclude: [" + column.name() + "]' at the table in the source, or change the column's"
                                + " type;"));
            }
        }
        for (String name : exclude) {
            if (table.columns().stream().noneMatch(column -> column.name().equals(name))) {
                findings.add(Finding.error(
                        "the source excludes column " + name + ", which table " + table.name() + " does not have",
                        "take " + name + " out of 'exclude';"));
            }
        }
        table.uniqueIndexes().stream()
                .filter(UniqueIndex::primary)
                .flatMap(key -> key.columns().stream())
                .filter(exclude::contains)
                .forEach(name -> findings.add(Finding.error(
                        "the source excludes column " + name + ", which is in the primary key of table " + table.name(),
                        "take " + name + " out of 'exclude';")));
        return findings;
    }
}
