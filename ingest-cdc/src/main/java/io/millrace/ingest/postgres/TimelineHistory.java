package io.millrace.ingest.postgres;

import io.millrace.ingest.position.Lsn;
import io.millrace.ingest.safety.ServerFacts.Ancestor;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where a database's log left earlier timelines. The server tells it to replication connections only, for which the
 * role needs REPLICATION and nothing else.
 */
final class TimelineHistory {
    private TimelineHistory() {}

    /**
     * The ancestors of a timeline.
     *
     * @param tls the driver's properties for encryption
     * @throws SQLException if the database is out of reach or refuses
     */
    static List<Ancestor> of(int timeline, String jdbcUrl, String user, String password, Map<String, String> tls)
            throws SQLException {
        if (timeline <= 1) {
            return List.of();
        }
        var properties = PostgresSession.properties(user, password, tls);
        properties.setProperty("replication", "database");
        properties.setProperty("preferQueryMode", "simple");
        properties.setProperty("assumeMinServerVersion", "14");
        try (Connection connection = DriverManager.getConnection(jdbcUrl, properties);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("TIMELINE_HISTORY " + timeline)) {
            if (!row.next()) {
                throw new SQLException("the database answered with no history of timeline " + timeline);
            }
            byte[] content = row.getBytes(2);
            return content == null ? List.of() : parse(new String(content, StandardCharsets.UTF_8));
        }
    }

    /** Lines of parent timeline, switch position and reason, separated by tabs; {@code #} starts a comment. */
    static List<Ancestor> parse(String file) {
        var ancestors = new ArrayList<Ancestor>();
        for (String line : file.split("\n", -1)) {
            String[] parts = line.strip().split("\\s+", 3);
            if (parts.length >= 2 && !parts[0].startsWith("#")) {
                ancestors.add(new Ancestor(Integer.parseInt(parts[0]), Lsn.parse(parts[1])));
            }
        }
        return ancestors;
    }
}
