package io.millrace.ingest.safety;

import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import io.millrace.ingest.safety.TableFacts.UniqueIndex;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the key that a source declares for a table names its rows, also those that are deleted. */
final class KeyCheck {
    private KeyCheck() {}

    static Optional<Finding> find(CapturedTable declared, TableFacts found) {
        String columns = declared.key().stream().map(Sql::identifier).collect(Collectors.joining(", "));
        String table = "table " + found.name();
        List<UniqueIndex> same = found.uniqueIndexes().stream()
                .filter(index -> Set.copyOf(index.columns()).equals(Set.copyOf(declared.key())))
                .toList();
        if (same.isEmpty()) {
            return Optional.of(Finding.error(
                    table + " has no unique index on its declared key (" + columns + ")",
                    "CREATE UNIQUE INDEX ON " + Sql.qualified(found.name()) + " (" + columns + ");"));
        }
        if (same.stream().noneMatch(UniqueIndex::notNull)) {
            return Optional.of(Finding.error(
                    table + " allows null in its declared key (" + columns + ")",
                    "ALTER TABLE " + Sql.qualified(found.name()) + " "
                            + String.join(
                                    ", ",
                                    declared.key().stream()
                                            .map(column -> "ALTER COLUMN " + Sql.identifier(column) + " SET NOT NULL")
                                            .toList())
                            + ";"));
        }
        boolean logged = switch (found.replicaIdentity()) {
            case "f" -> true;
            case "d" -> same.stream().anyMatch(UniqueIndex::primary);
            case "i" -> same.stream().anyMatch(UniqueIndex::identity);
            default -> false;
        };
        return logged
                ? Optional.empty()
                : Optional.of(Finding.error(
                        table + " does not log its declared key (" + columns + ") of rows that are deleted",
                        "ALTER TABLE " + Sql.qualified(found.name()) + " REPLICA IDENTITY USING INDEX "
                                + Sql.identifier(same.get(0).name()) + ";"));
    }
}
