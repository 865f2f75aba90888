package io.millrace.ingest.safety;

import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        Map<String, List<String>> wholeRowsFor =
                declared.stream().collect(Collectors.toMap(CapturedTable::qualifiedName, CapturedTable::wholeRowsFor));
        var causes = new ArrayList<String>();
        var repairs = new ArrayList<String>();
        for (TableFacts table : found) {
            List<String> ports = wholeRowsFor.getOrDefault(table.name(), List.of());
            if (!table.kind().equals("r")) {
                causes.add("table " + table.name() + " is no ordinary table (relkind '" + table.kind()
                        + "'): partitioned tables, views and foreign tables cannot be captured yet");
                repairs.add("take " + table.name() + " out of the source");
                continue;
            }
            if (!table.hasPrimaryKey()) {
                causes.add("table " + table.name() + " has no primary key, and the key orders a row's changes");
                repairs.add(
                        "ALTER TABLE " + table.name() + " ADD PRIMARY KEY (<columns>); or take it out of the source");
            }
            if (!ports.isEmpty() && !table.replicaIdentity().equals("f")) {
                // Of a deleted row, anything less than all leaves columns that would be served with invented values.
                causes.add("table " + table.name() + " does not log whole rows, and 'deletes: marker' of "
                        + String.join(", ", ports) + " shows the last row of a deleted one");
                repairs.add("ALTER TABLE " + table.name() + " REPLICA IDENTITY FULL;");
            } else if (!table.replicaIdentity().equals("d")
                    && !table.replicaIdentity().equals("f")) {
                causes.add("table " + table.name()
                        + " has a replica identity that is neither its primary key nor the full row");
                repairs.add("ALTER TABLE " + table.name() + " REPLICA IDENTITY DEFAULT;");
            }
        }
        if (!causes.isEmpty()) {
            throw new HaltException(String.join("; ", causes), String.join(" ", repairs));
        }
    }
}
