package io.millrace.contracts.event;

import io.millrace.contracts.problem.Location;
import io.millrace.contracts.product.InputFormat;
import io.millrace.contracts.product.InputPort.OwnedTopic;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A kind of domain event that the mesh declares, for those who send it.
 *
 * @param domain whose event it is
 * @param name second part of {@code <domain>.<name>}
 * @param contractId the contract
 * @param contractVersion its version
 * @param topic raw topic, prefixed by the environment
 * @param format how products read the topic
 * @param owned settings of the topic
 * @param fields of the event; empty where the contract lists none, so that any object is one
 * @param idPath the field that holds the event's id: the one that every product reads it from; empty for CloudEvents
 *     and where products do not say
 * @param location of the contract
 */
public record DomainEvent(
        String domain,
        String name,
        String contractId,
        String contractVersion,
        String topic,
        InputFormat format,
        OwnedTopic owned,
        List<EventField> fields,
        Optional<List<String>> idPath,
        Location location) {

    public DomainEvent {
        fields = List.copyOf(fields);
        idPath = idPath.map(List::copyOf);
    }

    /** The same event, its topic with so many replicas. */
    public DomainEvent withReplication(int replicas) {
        return new DomainEvent(
                domain,
                name,
                contractId,
                contractVersion,
                topic,
                format,
                owned.withReplication(replicas),
                fields,
                idPath,
                location);
    }

    /** {@code <domain>.<name>}. */
    public String qualifiedName() {
        return domain + "." + name;
    }

    /** The fields of the record key, in their order; empty where the contract has no primary key. */
    public List<EventField> keyFields() {
        return fields.stream()
                .filter(field -> field.keyPosition().isPresent())
                .sorted(Comparator.comparingInt(
                        (EventField field) -> field.keyPosition().orElseThrow()))
                .toList();
    }
}
