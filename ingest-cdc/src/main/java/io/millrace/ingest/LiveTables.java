package io.millrace.ingest;

import io.millrace.contracts.table.TableShape;
import io.millrace.contracts.table.TableShape.Column;
import io.millrace.ingest.database.SourceSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What tables look like in a database now: what {@code millrace lock} writes down. Reads the catalogue only. */
public final class LiveTables {
    private LiveTables() {}

    /**
     * The shapes of tables.
     *
     * @param tables as {@code <schema>.<table>}
     * @return by table, in the order asked; a table that is not there is left out
     * @throws IngestException if the database is out of reach or refuses, naming it and never a secret
     */
    public static Map<String, TableShape> read(DatabaseSettings database, Collection<String> tables) {
        Map<String, TableShape> found = new LinkedHashMap<>();
        try (SourceSession session = DatabaseKinds.of(database).open("millrace-lock")) {
            for (String table : tables) {
                int dot = table.indexOf('.');
                session.shape(table.substring(0, dot), table.substring(dot + 1))
                        .ifPresent(shape -> found.put(table, shape));
            }
            return found;
        } catch (SQLException e) {
            throw new IngestException("database " + database.name() + " at " + database.host() + ":" + database.port()
                    + " cannot be read: " + SafeCause.of(e)
                    + "; check source.<name>.database.* in the configuration");
        }
    }

    /** How a table differs from what is locked, in words; empty where it does not. */
    public static List<String> differences(TableShape locked, TableShape now) {
        List<String> words = new ArrayList<>();
        for (Column column : now.columns()) {
            Optional<Column> before = locked.columns().stream()
                    .filter(other -> other.name().equals(column.name()))
                    .findFirst();
            if (before.isEmpty()) {
                words.add("column " + column.name() + " is new");
            } else if (!before.get().equals(column)) {
                words.add("column " + column.name() + " was " + text(before.get()) + " and is " + text(column));
            }
        }
        for (Column column : locked.columns()) {
            if (now.columns().stream().noneMatch(other -> other.name().equals(column.name()))) {
                words.add("column " + column.name() + " is gone");
            }
        }
        if (!locked.primaryKey().equals(now.primaryKey())) {
            words.add("the primary key was " + locked.primaryKey() + " and is " + now.primaryKey());
        }
        if (locked.replicaIdentity() != now.replicaIdentity()) {
            words.add("the replica identity was " + locked.replicaIdentity() + " and is " + now.replicaIdentity());
        }
        if (words.isEmpty() && !locked.equals(now)) {
            words.add("the columns stand in another order");
        }
        return words;
    }

    private static String text(Column column) {
        return column.type() + (column.nullable() ? "" : " not null") + (column.generated() ? " generated" : "");
    }
}
