package io.millrace.ingest.postgres;

import io.millrace.ingest.position.Evidence.Membership;
import io.millrace.ingest.safety.ServerFacts;
import io.millrace.ingest.safety.ServerFacts.HeldWal;
import io.millrace.ingest.safety.ServerFacts.Publication;
import io.millrace.ingest.safety.ServerFacts.Slot;
import io.millrace.ingest.safety.ServerFacts.Timeline;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads {@link ServerFacts}: catalogue and views that every role may read, on PostgreSQL 14 and later. */
final class ServerQueries {
    /** The first eight digits of a file of the log are its timeline; the control file learns of a promotion later. */
    private static final String SERVER = """
            SELECT (SELECT system_identifier FROM pg_control_system())::text,
                   (SELECT oid FROM pg_database WHERE datname = current_database()),
                   current_setting('wal_level'), pg_current_wal_lsn() - '0/0'::pg_lsn,
                   ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int""";

    private static final String SLOT = """
            SELECT plugin, datoid, confirmed_flush_lsn - '0/0'::pg_lsn,
                   CASE WHEN wal_status = 'lost' THEN coalesce(to_jsonb(s) ->> 'invalidation_reason', 'wal_status lost')
                        ELSE to_jsonb(s) ->> 'invalidation_reason' END,
                   active_pid, pg_current_wal_lsn() - confirmed_flush_lsn, pg_current_wal_lsn() - restart_lsn,
                   coalesce(wal_status, 'unknown'), safe_wal_size,
                   (SELECT CASE WHEN setting::bigint < 0 THEN NULL ELSE setting::bigint * 1024 * 1024 END
                    FROM pg_settings WHERE name = 'max_slot_wal_keep_size')
            FROM pg_replication_slots s WHERE slot_name = ?""";

    private static final String PUBLICATION =
            "SELECT oid, pubinsert, pubupdate, pubdelete, pubtruncate, puballtables, pubviaroot"
                    + " FROM pg_publication WHERE pubname = ?";

    /** Through JSON, since PostgreSQL 14 knows neither row filters nor column lists. */
    private static final String MEMBERS = """
            SELECT t.schemaname || '.' || t.tablename, coalesce(r.oid, 0),
                   to_jsonb(r) ->> 'prqual' IS NOT NULL, to_jsonb(r) ->> 'prattrs' IS NOT NULL
            FROM pg_publication_tables t
            JOIN pg_publication p ON p.pubname = t.pubname
            JOIN pg_namespace n ON n.nspname = t.schemaname
            JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = t.tablename
            LEFT JOIN pg_publication_rel r ON r.prpubid = p.oid AND r.prrelid = c.oid
            WHERE t.pubname = ?""";

    private static final List<String> OPERATIONS = List.of("insert", "update", "delete", "truncate");

    private ServerQueries() {}

    static ServerFacts facts(Connection connection, String slot, String publication) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SERVER)) {
            ResultSet row = statement.executeQuery();
            if (!row.next()) {
                throw new SQLException("the database answered with no row");
            }
            return new ServerFacts(
                    row.getString(1),
                    row.getLong(2),
                    row.getString(3),
                    row.getBigDecimal(4).longValue(),
                    new Timeline(row.getInt(5), List.of()),
                    slot(connection, slot),
                    publication(connection, publication));
        }
    }

    private static Optional<Slot> slot(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SLOT)) {
            statement.setString(1, name);
            ResultSet row = statement.executeQuery();
            if (!row.next()) {
                return Optional.empty();
            }
            int pid = row.getInt(5);
            Optional<Integer> reader = row.wasNull() ? Optional.empty() : Optional.of(pid);
            return Optional.of(new Slot(
                    row.getString(1),
                    row.getLong(2),
                    number(row, 3).orElse(0),
                    Optional.ofNullable(row.getString(4)),
                    reader,
                    new HeldWal(
                            number(row, 6).orElse(0),
                            number(row, 7).orElse(0),
                            row.getString(8),
                            number(row, 10),
                            number(row, 9))));
        }
    }

    static Optional<Publication> publication(Connection connection, String name) throws SQLException {
        long oid;
        Publication.Scope scope;
        Set<String> operations = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(PUBLICATION)) {
            statement.setString(1, name);
            ResultSet row = statement.executeQuery();
            if (!row.next()) {
                return Optional.empty();
            }
            oid = row.getLong(1);
            scope = new Publication.Scope(row.getBoolean(6), row.getBoolean(7));
            for (int i = 0; i < OPERATIONS.size(); i++) {
                if (row.getBoolean(i + 2)) {
                    operations.add(OPERATIONS.get(i));
                }
            }
        }
        Map<String, Long> tables = new HashMap<>();
        Map<String, String> partial = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(MEMBERS)) {
            statement.setString(1, name);
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                tables.put(row.getString(1), row.getLong(2));
                if (row.getBoolean(3)) {
                    partial.put(row.getString(1), "a row filter");
                } else if (row.getBoolean(4)) {
                    partial.put(row.getString(1), "a column list");
                }
            }
        }
        return Optional.of(new Publication(new Membership(oid, tables), operations, partial, scope));
    }

    private static OptionalLong number(ResultSet row, int column) throws SQLException {
        BigDecimal value = row.getBigDecimal(column);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value.longValue());
    }
}
