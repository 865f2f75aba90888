package io.millrace.ingest.safety;

import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether tables can be captured. All findings are reported together. */
public final class TableChecks {
    private TableChecks() {}

    /**
     * Refuses tables that cannot be captured, or that log too little for the ports that read them. It must be called
     * before a publication names them, since PostgreSQL refuses updates and deletes of published tables without an
     * identity: that would stop the application.
     *
     * @param declared what the source declares
     * @param found what the database says of these tables
     * @throws HaltException naming each such table and its repair
     */
    public static void check(List<CapturedTable> declared, List<TableFacts> found) {
        List<Finding> findings = find(declared, found);
        if (!findings.isEmpty()) {
            throw new HaltException(
                    findings.stream().map(Finding::found).collect(Collectors.joining("; ")),
                    findings.stream().map(Finding::repair).collect(Collectors.joining(" ")));
        }
    }

    /** What {@link #check} refuses, one finding each. */
    public static List<Finding> find(List<CapturedTable> declared, List<TableFacts> found) {
        Map<String, CapturedTable> byName =
                declared.stream().collect(Collectors.toMap(CapturedTable::qualifiedName, Function.identity()));
        var findings = new ArrayList<Finding>();
        found.forEach(table -> find(Optional.ofNullable(byName.get(table.name())), table, findings));
        return findings;
    }

    private static void find(Optional<CapturedTable> declared, TableFacts table, List<Finding> findings) {
        List<String> ports = declared.map(CapturedTable::wholeRowsFor).orElse(List.of());
        boolean ownKey = declared.filter(each -> !each.key().isEmpty()).isPresent();
        if (!table.kind().equals("r") && !table.kind().equals("p")) {
            findings.add(Finding.error(
                    "table " + table.name() + " is no table (relkind '" + table.kind()
                            + "'): views and foreign tables cannot be captured",
                    "take " + table.name() + " out of the source"));
            return;
        }
        if (!table.hasPrimaryKey() && !ownKey) {
            findings.add(Finding.error(
                    "table " + table.name() + " has no primary key, and the key orders a row's changes",
                    "ALTER TABLE " + Sql.qualified(table.name())
                            + " ADD PRIMARY KEY (<columns>); or declare the columns of a unique"
                            + " index as 'key' of the table, or take it out of the source"));
        }
        if (!ports.isEmpty() && !table.replicaIdentity().equals("f")) {
            // Of a deleted row, anything less than all leaves columns that would be served with invented values.
            findings.add(Finding.error(
                    "table " + table.name() + " does not log whole rows, and 'deletes: marker' of "
                            + String.join(", ", ports) + " shows the last row of a deleted one",
                    "ALTER TABLE " + Sql.qualified(table.name()) + " REPLICA IDENTITY FULL;" + partitions(table)));
        } else if (!ownKey
                && !table.replicaIdentity().equals("d")
                && !table.replicaIdentity().equals("f")) {
            findings.add(Finding.error(
                    "table " + table.name()
                            + " has a replica identity that is neither its primary key nor the full row",
                    "ALTER TABLE " + Sql.qualified(table.name()) + " REPLICA IDENTITY DEFAULT;" + partitions(table)));
        }
        findings.addAll(
                ColumnCheck.find(declared.map(each -> each.rules().exclude()).orElse(List.of()), table));
        declared.filter(each -> ownKey && ports.isEmpty())
                .flatMap(each -> KeyCheck.find(each, table))
                .ifPresent(findings::add);
    }

    private static String partitions(TableFacts table) {
        return table.kind().equals("p") ? " the same for each of its partitions;" : "";
    }
}
