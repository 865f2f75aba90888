package io.millrace.contracts.source;

import io.millrace.contracts.problem.Location;
import io.millrace.contracts.table.TableShape;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

    /** The same source with other tables. */
    public SourceDescriptor withTables(List<CapturedTable> others) {
        return new SourceDescriptor(
                name, host, port, database, user, slot, publication, heartbeat, others, offsetTopic, location);
    }

    /** A captured table by {@code <schema>.<table>}. */
    public Optional<CapturedTable> table(String qualifiedName) {
        return tables.stream()
                .filter(table -> table.qualifiedName().equals(qualifiedName))
                .findFirst();
    }

    /** The generated file of the source's lock, beside the descriptor and named as it is, relative as its location. */
    public String lockFile() {
        String file = location.file();
        return file.substring(0, file.lastIndexOf(".source.")) + ".lock.yaml";
    }

    /** The same source, its tables with the columns that a lock has for them. */
    public SourceDescriptor lockedBy(SourceLock lock) {
        return withTables(tables.stream()
                .map(table -> table.lockedAs(Optional.ofNullable(lock.tables().get(table.qualifiedName()))))
                .toList());
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
     * @param wholeRowsFor output ports, {@code <domain>.<product>/<port>}, that show the last row of a deleted one; if
     *     there are any, the database has to log whole rows (REPLICA IDENTITY FULL)
     * @param shape its columns when the source was locked; empty where it is not
     */
    public record CapturedTable(
            String schema,
            String table,
            String domain,
            String entity,
            String topic,
            int partitions,
            Duration retention,
            List<String> wholeRowsFor,
            Optional<TableShape> shape) {

        public CapturedTable {
            wholeRowsFor = List.copyOf(wholeRowsFor);
        }

        /** The same table, its deleted rows shown by the given ports. */
        public CapturedTable withWholeRowsFor(List<String> ports) {
            return new CapturedTable(schema, table, domain, entity, topic, partitions, retention, ports, shape);
        }

        /** The same table with the columns that a lock has for it. */
        CapturedTable lockedAs(Optional<TableShape> locked) {
            return new CapturedTable(schema, table, domain, entity, topic, partitions, retention, wholeRowsFor, locked);
        }

        /** {@code <schema>.<table>}. */
        public String qualifiedName() {
            return schema + "." + table;
        }
    }
}
