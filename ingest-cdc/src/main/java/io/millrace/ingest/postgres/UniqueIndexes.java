package io.millrace.ingest.postgres;

import io.millrace.ingest.safety.TableFacts.UniqueIndex;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads the unique indexes of a table that name its rows. */
final class UniqueIndexes {
    /** As PostgreSQL demands of a replica identity: not partial, not deferrable, of columns only. */
    private static final String QUERY = """
            SELECT ic.relname, array_agg(a.attname::text ORDER BY k.place), bool_and(a.attnotnull),
                   i.indisprimary, i.indisreplident
            FROM pg_index i
            JOIN pg_class ic ON ic.oid = i.indexrelid
            CROSS JOIN LATERAL unnest(i.indkey::int[]) WITH ORDINALITY k(attnum, place)
            JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
            WHERE i.indrelid = ?::bigint::oid AND i.indisunique AND i.indisvalid AND i.indimmediate AND i.indpred IS NULL
              AND i.indexprs IS NULL AND k.place <= i.indnkeyatts
            GROUP BY ic.relname, i.indisprimary, i.indisreplident ORDER BY ic.relname""";

    private UniqueIndexes() {}

    static List<UniqueIndex> of(Connection connection, long table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setLong(1, table);
            ResultSet row = statement.executeQuery();
            List<UniqueIndex> found = new ArrayList<>();
            while (row.next()) {
                found.add(new UniqueIndex(
                        row.getString(1),
                        List.of((String[]) row.getArray(2).getArray()),
                        row.getBoolean(3),
                        row.getBoolean(4),
                        row.getBoolean(5)));
            }
            return found;
        }
    }
}
