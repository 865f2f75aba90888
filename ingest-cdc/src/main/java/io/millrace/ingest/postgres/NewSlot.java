package io.millrace.ingest.postgres;

import io.millrace.ingest.database.CaptureSettings;
import io.millrace.ingest.database.StreamStart;
import io.millrace.ingest.position.Lsn;
import io.millrace.ingest.position.ResumePoint;
import io.millrace.ingest.position.SnapshotBoundary;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * Makes a replication slot: the stream begins where it does, and what was committed at that very point is known by the
 * snapshot that PostgreSQL exports with it.
 */
final class NewSlot {
    private static final String CONSISTENT_POINT = "consistent_point";

    private NewSlot() {}

    /**
     * Makes a slot. PostgreSQL waits for the transactions that are running.
     *
     * @throws SQLException if it refuses, or if there is such a slot
     */
    static StreamStart create(CaptureSettings settings) throws SQLException {
        String url = "jdbc:postgresql://" + settings.host() + ":" + settings.port() + "/" + settings.database();
        Properties plain = PostgresSession.properties(settings.user(), settings.password(), settings.tls());
        // It may have to wait for long transactions to end.
        plain.remove("socketTimeout");
        plain.setProperty("ApplicationName", "millrace-ingest " + settings.source() + " new slot");
        var replication = new Properties();
        replication.putAll(plain);
        replication.setProperty("replication", "database");
        replication.setProperty("assumeMinServerVersion", "14");
        replication.setProperty("preferQueryMode", "simple");
        // The exported snapshot lives until the next command of the connection that exported it.
        try (Connection slots = DriverManager.getConnection(url, replication);
                Connection reader = DriverManager.getConnection(url, plain);
                Statement command = slots.createStatement();
                ResultSet slot = command.executeQuery("CREATE_REPLICATION_SLOT " + TableReader.quoted(settings.slot())
                        + " LOGICAL pgoutput " + options(reader))) {
            slot.next();
            long lsn = Lsn.parse(slot.getString(CONSISTENT_POINT));
            String exported = slot.getString("snapshot_name");
            return new StreamStart(new ResumePoint(lsn, lsn, null, null), boundary(reader, exported));
        }
    }

    /** From PostgreSQL 17 on, a standby that synchronises slots can go on after a failover. */
    private static String options(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion() >= 17
                ? "(SNAPSHOT 'export', FAILOVER true)"
                : "EXPORT_SNAPSHOT";
    }

    private static SnapshotBoundary boundary(Connection reader, String exported) throws SQLException {
        reader.setAutoCommit(false);
        try (Statement statement = reader.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            statement.execute("SET TRANSACTION SNAPSHOT '" + exported.replace("'", "''") + "'");
            ResultSet row = statement.executeQuery("SELECT pg_current_snapshot()::text");
            row.next();
            return SnapshotBoundary.parse(row.getString(1));
        } finally {
            reader.rollback();
        }
    }
}
