package io.millrace.contracts.product;

import io.millrace.contracts.table.TableShape;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a product reads, and how.
 *
 * @param name first step of every path into this port
 * @param contractId the contract the port reads, or {@code source:<source>/<schema.table>}
 * @param topic raw topic, prefixed by the environment
 * @param format how its bytes are read
 * @param identity what makes two records the same event
 * @param eventTime bounds on the event's own time, if declared
 * @param owned settings of the topic where the mesh itself declares it; empty where somebody else owns it (a captured
 *     source, a foreign team)
 * @param records what is known of its records beyond the format
 * @param table the columns of a captured table, where its source is locked; empty elsewhere
 * @param watermarkTopic of a captured table, the source's offset topic: up to the timestamp of its newest record, all
 *     changes of the source are in {@code topic}; empty elsewhere
 */
public record InputPort(
        String name,
        String contractId,
        String topic,
        InputFormat format,
        Identity identity,
        Optional<EventTime> eventTime,
        Optional<OwnedTopic> owned,
        InputRecords records,
        Optional<TableShape> table,
        Optional<String> watermarkTopic) {

    /** A port whose columns are not locked, and whose source tells no watermark. */
    public InputPort(
            String name,
            String contractId,
            String topic,
            InputFormat format,
            Identity identity,
            Optional<EventTime> eventTime,
            Optional<OwnedTopic> owned,
            InputRecords records) {
        this(name, contractId, topic, format, identity, eventTime, owned, records, Optional.empty(), Optional.empty());
    }

    /** The same port, its topic with so many replicas where the mesh declares it. */
    InputPort withReplication(int replicas) {
        return new InputPort(
                name,
                contractId,
                topic,
                format,
                identity,
                eventTime,
                owned.map(found -> found.withReplication(replicas)),
                records,
                table,
                watermarkTopic);
    }

    /** The same port on a table of which the columns are known. */
    public InputPort withTable(TableShape shape) {
        return new InputPort(
                name,
                contractId,
                topic,
                format,
                identity,
                eventTime,
                owned,
                records,
                Optional.of(shape),
                watermarkTopic);
    }

    /** The same port on a source that tells in this topic up to when everything is there. */
    public InputPort withWatermark(String offsetTopic) {
        return new InputPort(
                name, contractId, topic, format, identity, eventTime, owned, records, table, Optional.of(offsetTopic));
    }

    /**
     * An input topic that the mesh declares.
     *
     * @param partitions number of partitions
     * @param retention how long records are kept
     * @param replication number of replicas; empty: the cluster's default
     */
    public record OwnedTopic(int partitions, Duration retention, OptionalInt replication) {
        /** The same with another number of replicas. */
        public OwnedTopic withReplication(int replicas) {
            return new OwnedTopic(partitions, retention, OptionalInt.of(replicas));
        }

        /** With the cluster's default of replicas. */
        public OwnedTopic(int partitions, Duration retention) {
            this(partitions, retention, OptionalInt.empty());
        }
    }
}
