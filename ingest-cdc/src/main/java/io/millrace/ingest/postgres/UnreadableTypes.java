package io.millrace.ingest.postgres;

import io.millrace.ingest.safety.HaltException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Types that Debezium does not get past: it reads all types of a database before the first row, those of tables that
 * nobody captures as well, and ends with a bare {@code NullPointerException} at a type of the enums' category that has
 * no labels of its own.
 */
final class UnreadableTypes {
    private static final String WITHOUT_LABELS = """
            SELECT CASE t.typtype WHEN 'd' THEN 'domain ' ELSE 'enum ' END || n.nspname || '.' || t.typname
            FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
            WHERE t.typcategory = 'E' AND NOT EXISTS (SELECT 1 FROM pg_enum e WHERE e.enumtypid = t.oid) ORDER BY 1""";

    private UnreadableTypes() {}

    /** @throws HaltException where the database has such a type */
    static void refuse(Connection connection) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(WITHOUT_LABELS)) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
        if (!found.isEmpty()) {
            throw new HaltException(
                    "the database has " + String.join(", ", found)
                            + ": Debezium reads all types of a database and cannot read a domain over an enum, or an enum"
                            + " without values",
                    "make columns of such a domain columns of the enum, with a CHECK at the table, and drop the domain; give"
                            + " an enum a value, or drop it; also where no captured table has it");
        }
    }
}
