package io.millrace.ingest.postgres;

import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import io.millrace.ingest.safety.Access;
import io.millrace.ingest.safety.Access.TableRights;
import io.millrace.ingest.safety.Access.Used;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@link Access}: only what every role may ask, so that a role without rights is told which it lacks. */
final class AccessQueries {
    /** Managed services grant replication through a role of their own instead of the attribute. */
    private static final String SERVER = """
            SELECT current_user::text, current_setting('server_version_num')::int, current_setting('server_version'),
                   pg_is_in_recovery(), current_setting('wal_level'),
                   EXISTS (SELECT 1 FROM pg_roles r WHERE r.rolname = current_user AND (r.rolreplication OR r.rolsuper))
                     OR EXISTS (SELECT 1 FROM pg_roles r WHERE r.rolname = 'rds_replication'
                                AND pg_has_role(current_user, r.oid, 'MEMBER')),
                   has_database_privilege(current_database(), 'CREATE'),
                   (SELECT pg_has_role(current_user, p.pubowner, 'USAGE') FROM pg_publication p WHERE p.pubname = ?),
                   (SELECT count(*) FROM pg_replication_slots)::int, current_setting('max_replication_slots')::int,
                   (SELECT count(*) FROM pg_stat_replication)::int,
                   current_setting('max_wal_senders')::int,
                   (SELECT setting::bigint FROM pg_settings WHERE name = 'max_slot_wal_keep_size'),
                   coalesce((SELECT setting::bigint FROM pg_settings WHERE name = 'idle_replication_slot_timeout'), 0),
                   (SELECT l.pid FROM pg_locks l WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
                      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                      AND l.classid::bigint = hashtext('millrace')::bigint & 4294967295
                      AND l.objid::bigint = hashtext(?)::bigint & 4294967295 LIMIT 1)""";

    private static final String TABLE = """
            SELECT has_schema_privilege(n.oid, 'USAGE'), has_table_privilege(c.oid, 'SELECT'),
                   pg_has_role(current_user, c.relowner, 'USAGE')
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relname = ?""";

    private static final long MEBIBYTE = 1024L * 1024;

    private AccessQueries() {}

    static Access access(Connection connection, String slot, String publication, List<CapturedTable> tables)
            throws SQLException {
        List<TableRights> rights = rights(connection, tables);
        try (PreparedStatement statement = connection.prepareStatement(SERVER)) {
            statement.setString(1, publication);
            statement.setString(2, slot);
            ResultSet row = statement.executeQuery();
            if (!row.next()) {
                throw new SQLException("the database answered with no row");
            }
            boolean ownsPublication = row.getBoolean(8);
            Optional<Boolean> owner = row.wasNull() ? Optional.empty() : Optional.of(ownsPublication);
            long keep = row.getLong(13);
            int holder = row.getInt(15);
            Optional<Integer> lockHolder = row.wasNull() ? Optional.empty() : Optional.of(holder);
            return new Access(
                    row.getString(1),
                    row.getInt(2),
                    row.getString(3),
                    row.getBoolean(4),
                    row.getString(5),
                    row.getBoolean(6),
                    row.getBoolean(7),
                    owner,
                    new Used(row.getInt(9), row.getInt(10)),
                    new Used(row.getInt(11), row.getInt(12)),
                    keep < 0 ? keep : keep * MEBIBYTE,
                    row.getLong(14),
                    lockHolder,
                    rights);
        }
    }

    private static List<TableRights> rights(Connection connection, List<CapturedTable> tables) throws SQLException {
        List<TableRights> rights = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(TABLE)) {
            for (CapturedTable table : tables) {
                statement.setString(1, table.schema());
                statement.setString(2, table.table());
                ResultSet row = statement.executeQuery();
                if (row.next()) {
                    rights.add(new TableRights(
                            table.qualifiedName(), row.getBoolean(1), row.getBoolean(2), row.getBoolean(3)));
                }
            }
        }
        return rights;
    }
}
