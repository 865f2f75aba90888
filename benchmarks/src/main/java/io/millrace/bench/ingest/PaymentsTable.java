package io.millrace.bench.ingest;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The captured table: eight columns of the usual types, some 120 bytes a row. Its key counts from 1. */
public final class PaymentsTable {
    static final String NAME = "public.payments";

    /** Rows in each transaction of {@link #append}. */
    private static final int ROWS_PER_COMMIT = 20;

    private static final String COLUMNS = "id, account, email, amount, currency, paid, settled, made_at";
    private static final String ROW =
            "i, 'acc-' || i % 50000, 'someone.' || i % 50000 || '@post.example', i % 100000 / 100.0,"
                    + " 'EUR', true, i % 3 = 0, timestamptz '2026-01-01' + i * interval '1 millisecond'";

    private PaymentsTable() {}

    /** Begins anew with so many rows, without slots and publications of earlier runs. */
    public static void create(Connection connection, long rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE NOT active");
            statement.execute("DROP PUBLICATION IF EXISTS millrace_bench");
            statement.execute("DROP PUBLICATION IF EXISTS bare_engine");
            statement.execute("DROP PUBLICATION IF EXISTS debezium_server");
            statement.execute("DROP TABLE IF EXISTS " + NAME);
            statement.execute("CREATE TABLE " + NAME + " (id bigint PRIMARY KEY, account text NOT NULL, email text,"
                    + " amount numeric(12,2) NOT NULL, currency varchar(3) NOT NULL, paid boolean NOT NULL,"
                    + " settled boolean, made_at timestamptz NOT NULL)");
            statement.execute("INSERT INTO " + NAME + " (" + COLUMNS + ") SELECT " + ROW + " FROM generate_series(1, "
                    + rows + ") AS i");
            statement.execute("ANALYZE " + NAME);
        }
    }

    /** Appends rows in many small transactions. */
    static void append(Connection connection, long from, long rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DO $$ DECLARE first bigint; BEGIN FOR first IN SELECT generate_series(" + from + ", "
                    + (from + rows - 1) + ", " + ROWS_PER_COMMIT + ") LOOP INSERT INTO " + NAME + " (" + COLUMNS
                    + ") SELECT " + ROW + " FROM generate_series(first, least(first + " + (ROWS_PER_COMMIT - 1) + ", "
                    + (from + rows - 1) + ")) AS i; COMMIT; END LOOP; END $$");
        }
    }

    /** The statement that inserts one row, whose key is its parameter. */
    static String insertOne() {
        return "INSERT INTO " + NAME + " (" + COLUMNS + ") SELECT " + ROW + " FROM (SELECT ?::bigint AS i) AS one";
    }
}
