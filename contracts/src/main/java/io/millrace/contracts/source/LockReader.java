package io.millrace.contracts.source;

import io.millrace.contracts.table.TableShape;
import io.millrace.contracts.table.TableShape.Column;
import io.millrace.contracts.table.TableShape.ReplicaIdentity;
import io.millrace.contracts.yaml.Fields;
import io.millrace.contracts.yaml.Sited;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code *.lock.yaml}. */
public final class LockReader {
    static final Map<String, ReplicaIdentity> IDENTITIES = Map.of(
            "default", ReplicaIdentity.DEFAULT,
            "full", ReplicaIdentity.FULL,
            "nothing", ReplicaIdentity.NOTHING,
            "index", ReplicaIdentity.INDEX);

    private LockReader() {}

    /** Reads a lock; empty where something is wrong, which is noted. */
    public static Optional<SourceLock> read(Fields document) {
        Optional<Sited<String>> source = document.requiredText("source");
        Map<String, TableShape> tables = new LinkedHashMap<>();
        List<Fields> entries = document.objects("tables");
        for (Fields entry : entries) {
            Optional<Sited<String>> table = entry.requiredText("table");
            Optional<TableShape> shape = shape(entry);
            if (table.isPresent()
                    && shape.isPresent()
                    && tables.putIfAbsent(table.get().value(), shape.get()) != null) {
                document.problems()
                        .error(table.get().at(), "Table '" + table.get().value() + "' stands twice. Lock again.");
            }
        }
        document.close();
        boolean whole = !document.problems().refuse(document.at().location().file());
        return source.filter(found -> whole).map(found -> new SourceLock(found.value(), tables, document.at()));
    }

    private static Optional<TableShape> shape(Fields entry) {
        Optional<Sited<ReplicaIdentity>> identity = entry.word("replicaIdentity", IDENTITIES);
        if (!entry.keys().contains("replicaIdentity")) {
            entry.problems().error(entry.at(), "'replicaIdentity' is missing. Lock again.");
        }
        List<String> key = entry.texts("primaryKey").stream().map(Sited::value).toList();
        Optional<Sited<String>> fingerprint = entry.requiredText("fingerprint");
        List<Column> columns = columns(entry);
        entry.close();
        if (identity.isEmpty() || fingerprint.isEmpty()) {
            return Optional.empty();
        }
        TableShape shape = new TableShape(columns, key, identity.get().value());
        if (!shape.fingerprint().equals(fingerprint.get().value())) {
            entry.problems()
                    .error(
                            fingerprint.get().at(),
                            "The entry was changed by hand: its fingerprint is another. The file is generated; run"
                                    + " 'millrace lock' again.");
            return Optional.empty();
        }
        return Optional.of(shape);
    }

    private static List<Column> columns(Fields entry) {
        List<Column> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Fields column : entry.objects("columns")) {
            Optional<Sited<String>> name = column.requiredText("name");
            Optional<Sited<String>> type = column.requiredText("type");
            boolean nullable = column.flag("nullable").map(Sited::value).orElse(false);
            boolean generated = column.flag("generated").map(Sited::value).orElse(false);
            column.close();
            if (name.isPresent() && type.isPresent()) {
                if (!names.add(name.get().value())) {
                    entry.problems()
                            .error(name.get().at(), "Column '" + name.get().value() + "' stands twice. Lock again.");
                }
                columns.add(new Column(name.get().value(), type.get().value(), nullable, generated));
            }
        }
        return columns;
    }
}
