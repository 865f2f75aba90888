package io.millrace.contracts.source;

import io.millrace.contracts.problem.Location;
import java.time.Duration;
import java.util.List;

/**
 * A captured PostgreSQL database, as declared in a {@code *.source.yaml} file.
 *
 * @param name what {@code source:<name>/...} in a product refers to
 * @param host default host; configuration may override it, as the other connection settings
 * @param port default port
 * @param database database name
 * @param user role with REPLICATION and SELECT
 * @param slot replication slot
 * @param publication publication
 * @param heartbeat interval of heartbeats and of the idle-database message
 * @param tables what is captured, at least one
 * @param offsetTopic compacted topic of the offset records, prefixed by the environment
 * @param location of the descriptor
 */
public record SourceDescriptor(
        String name,
        String host,
        int port,
        String database,
        String user,
        String slot,
        String publication,
        Duration heartbeat,
        List<CapturedTable> tables,
        String offsetTopic,
        Location location) {

    public SourceDescriptor {
        tables = List.copyOf(tables);
    }

    /**
     * A table and where its changes go.
     *
     * @param schema database schema, such as {@code public}
     * @param table table name
     * @param domain owning domain
     * @param entity entity name
     * @param topic {@code <domain>.<entity>.cdc}, prefixed by the environment
     * @param partitions partitions of the topic
     * @param retention retention of the topic
     */
    public record CapturedTable(
            String schema,
            String table,
            String domain,
            String entity,
            String topic,
            int partitions,
            Duration retention) {
        /** {@code <schema>.<table>}. */
        public String qualifiedName() {
            return schema + "." + table;
        }
    }
}
