package io.millrace.contracts.source;

import io.millrace.contracts.problem.Location;
import io.millrace.contracts.table.TableShape;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A captured PostgreSQL database, as declared in a {@code *.source.yaml} file.
 *
 * @param name what {@code source:<name>/...} in a product refers to
 * @param connection where the database is; configuration may override it
 * @param slot replication slot
 * @param publication publication
 * @param snapshot what of the rows that are there at the first start is published
 * @param heartbeat interval of heartbeats and of the idle-database message
 * @param walBudget bytes of the write-ahead log that may be held back for the source before somebody is told; none
 *     where only the server's own limit counts
 * @param tables what is captured
 * @param outbox the table whose rows are domain events; it or a table is there
 * @param offsetTopic compacted topic of the offset records, prefixed by the environment
 * @param location of the descriptor
 */
public record SourceDescriptor(
        String name,
        SourceConnection connection,
        String slot,
        String publication,
        SnapshotMode snapshot,
        Duration heartbeat,
        OptionalLong walBudget,
        List<CapturedTable> tables,
        Optional<Outbox> outbox,
        String offsetTopic,
        Location location) {

    public SourceDescriptor {
        tables = List.copyOf(tables);
    }

    /** The same source with other tables. */
    public SourceDescriptor withTables(List<CapturedTable> others) {
        return new SourceDescriptor(
                name,
                connection,
                slot,
                publication,
                snapshot,
                heartbeat,
                walBudget,
                others,
                outbox,
                offsetTopic,
                location);
    }

    /** The same source with another outbox. */
    public SourceDescriptor withOutbox(Outbox other) {
        return new SourceDescriptor(
                name,
                connection,
                slot,
                publication,
                snapshot,
                heartbeat,
                walBudget,
                tables,
                Optional.of(other),
                offsetTopic,
                location);
    }

    /** All that the database has to log: the tables, and the outbox, which has no topic of its own. */
    public List<CapturedTable> captured() {
        return Stream.concat(tables.stream(), outbox.stream().map(Outbox::asTable))
                .toList();
    }

    /** The names of all that is captured, as {@code <schema>.<table>}. */
    public List<String> capturedNames() {
        return captured().stream().map(CapturedTable::qualifiedName).toList();
    }

    /** The same source, its topics with so many replicas. */
    public SourceDescriptor withReplication(int replicas) {
        return withTables(tables.stream()
                .map(table -> table.withReplication(OptionalInt.of(replicas)))
                .toList());
    }

    /** Replicas of the offset topic, as many as those of any table; empty: the cluster's default. */
    public OptionalInt offsetReplication() {
        return tables.stream()
                .map(CapturedTable::replication)
                .filter(OptionalInt::isPresent)
                .mapToInt(OptionalInt::getAsInt)
                .max();
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
        SourceDescriptor locked = withTables(tables.stream()
                .map(table -> table.lockedAs(Optional.ofNullable(lock.tables().get(table.qualifiedName()))))
                .toList());
        return outbox.map(found -> locked.withOutbox(
                        found.lockedAs(Optional.ofNullable(lock.tables().get(found.qualifiedName())))))
                .orElse(locked);
    }

    /**
     * A table and where its changes go.
     *
     * @param schema database schema, such as {@code public}
     * @param table table name
     * @param domain owning domain
     * @param entity entity name
     * @param topic {@code <domain>.<entity>.cdc}, prefixed by the environment
     * @param key columns of a unique index that make the record key, in this order; empty where the primary key does
     * @param partitions partitions of the topic
     * @param retention retention of the topic
     * @param wholeRowsFor output ports, {@code <domain>.<product>/<port>}, that show the last row of a deleted one; if
     *     there are any, the database has to log whole rows (REPLICA IDENTITY FULL)
     * @param shape its columns when the source was locked, those that are excluded too; empty where it is not
     * @param rules what becomes of its columns, truncations and changes of its definition
     * @param replication replicas of the topic; empty: the cluster's default
     */
    public record CapturedTable(
            String schema,
            String table,
            String domain,
            String entity,
            String topic,
            List<String> key,
            int partitions,
            Duration retention,
            List<String> wholeRowsFor,
            Optional<TableShape> shape,
            CaptureRules rules,
            OptionalInt replication) {

        public CapturedTable {
            key = List.copyOf(key);
            wholeRowsFor = List.copyOf(wholeRowsFor);
        }

        /** With {@link CaptureRules#DEFAULT}, and the cluster's default of replicas. */
        public CapturedTable(
                String schema,
                String table,
                String domain,
                String entity,
                String topic,
                List<String> key,
                int partitions,
                Duration retention,
                List<String> wholeRowsFor,
                Optional<TableShape> shape) {
            this(
                    schema,
                    table,
                    domain,
                    entity,
                    topic,
                    key,
                    partitions,
                    retention,
                    wholeRowsFor,
                    shape,
                    CaptureRules.DEFAULT,
                    OptionalInt.empty());
        }

        /** With the cluster's default of replicas. */
        public CapturedTable(
                String schema,
                String table,
                String domain,
                String entity,
                String topic,
                List<String> key,
                int partitions,
                Duration retention,
                List<String> wholeRowsFor,
                Optional<TableShape> shape,
                CaptureRules rules) {
            this(
                    schema,
                    table,
                    domain,
                    entity,
                    topic,
                    key,
                    partitions,
                    retention,
                    wholeRowsFor,
                    shape,
                    rules,
                    OptionalInt.empty());
        }

        /** The same table, its topic with so many replicas. */
        CapturedTable withReplication(OptionalInt replicas) {
            return new CapturedTable(
                    schema,
                    table,
                    domain,
                    entity,
                    topic,
                    key,
                    partitions,
                    retention,
                    wholeRowsFor,
                    shape,
                    rules,
                    replicas);
        }

        /** The same table, its deleted rows shown by the given ports. */
        public CapturedTable withWholeRowsFor(List<String> ports) {
            return new CapturedTable(
                    schema, table, domain, entity, topic, key, partitions, retention, ports, shape, rules, replication);
        }

        /** The same table with the columns that a lock has for it. */
        CapturedTable lockedAs(Optional<TableShape> locked) {
            return new CapturedTable(
                    schema,
                    table,
                    domain,
                    entity,
                    topic,
                    key,
                    partitions,
                    retention,
                    wholeRowsFor,
                    locked,
                    rules,
                    replication);
        }

        /** The same table with other rules. */
        public CapturedTable withRules(CaptureRules others) {
            return new CapturedTable(
                    schema,
                    table,
                    domain,
                    entity,
                    topic,
                    key,
                    partitions,
                    retention,
                    wholeRowsFor,
                    shape,
                    others,
                    replication);
        }

        /** What its records are like by the columns it had when the source was locked; empty where it is not locked. */
        public Optional<TableShape> readableShape() {
            return shape.map(this::readable);
        }

        /** What its records are like by the columns of the table: those that are captured, with the records' key. */
        public TableShape readable(TableShape found) {
            TableShape captured = found.without(rules.exclude());
            return key.isEmpty() ? captured : captured.withKey(key);
        }

        /** {@code <schema>.<table>}. */
        public String qualifiedName() {
            return schema + "." + table;
        }
    }
}
