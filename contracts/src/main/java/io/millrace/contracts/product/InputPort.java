package io.millrace.contracts.product;

import java.time.Duration;
import java.util.Optional;

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
 */
public record InputPort(
        String name,
        String contractId,
        String topic,
        InputFormat format,
        Identity identity,
        Optional<EventTime> eventTime,
        Optional<OwnedTopic> owned,
        InputRecords records) {

    /**
     * An input topic that the mesh declares.
     *
     * @param partitions number of partitions
     * @param retention how long records are kept
     */
    public record OwnedTopic(int partitions, Duration retention) {}
}
