package io.millrace.ingest.database;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the engine of one source needs to know.
 *
 * @param source name; prefix of Debezium's own names
 * @param host of the database
 * @param port of the database
 * @param database its name
 * @param user role with REPLICATION and SELECT
 * @param password of the role
 * @param tls the driver's properties for encryption
 * @param slot replication slot
 * @param publication name of the publication
 * @param publicationFits whether it holds exactly the tables already; only their owner could change that
 * @param heartbeat interval of heartbeats
 * @param tables as {@code schema.table}
 * @param keys columns of the record key by table, where it is not the primary key
 * @param excluded columns that are not captured, as {@code schema.table.column}
 */
public record CaptureSettings(
        String source,
        String host,
        int port,
        String database,
        String user,
        String password,
        Map<String, String> tls,
        String slot,
        String publication,
        boolean publicationFits,
        Duration heartbeat,
        List<String> tables,
        Map<String, List<String>> keys,
        List<String> excluded) {

    @Override
    public String toString() {
        return "CaptureSettings[" + source + ": " + host + ":" + port + "/" + database + "]";
    }
}
