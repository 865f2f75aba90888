package io.millrace.ingest.safety;

import java.util.ArrayList;
import java.util.List;

/** Whether tables can be captured. All findings are reported together. */
public final class TableChecks {
    private TableChecks() {}

    /**
     * Refuses tables that cannot be captured. It must be called before a publication names them, since PostgreSQL
     * refuses updates and deletes of published tables without an identity: that would stop the application.
     *
     * @throws HaltException naming each such table and its repair
     */
    public static void check(List<TableFacts> tables) {
        var causes = new ArrayList<String>();
        var repairs = new ArrayList<String>();
        for (TableFacts table : tables) {
            if (!table.kind().equals("r")) {
                causes.add("table " + table.name() + " is no ordinary table (relkind '" + table.kind()
                        + "'): partitioned tables, views and foreign tables cannot be captured yet");
                repairs.add("take " + table.name() + " out of the source");
            } else if (!table.hasPrimaryKey()) {
                causes.add("table " + table.name() + " has no primary key, and the key orders a row's changes");
                repairs.add(
                        "ALTER TABLE " + table.name() + " ADD PRIMARY KEY (<columns>); or take it out of the source");
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
