package io.millrace.contracts.mesh;

import io.millrace.contracts.event.DomainEvent;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.InputFormat;
import io.millrace.contracts.product.InputPort.OwnedTopic;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.source.Outbox;
import io.millrace.contracts.source.Outbox.EventTopic;
import io.millrace.contracts.source.Outbox.Payload;
import io.millrace.contracts.source.SourceDescriptor;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Brings together the topics that outboxes write and the contracts that products read them by. */
final class OutboxTopics {
    private OutboxTopics() {}

    /** The sources, in their order, their event topics as contracts declare them. */
    static List<SourceDescriptor> mark(Collection<SourceDescriptor> sources, List<DomainEvent> events) {
        Map<String, OwnedTopic> declared = new HashMap<>();
        events.forEach(event -> declared.putIfAbsent(event.topic(), event.owned()));
        return sources.stream()
                .map(source -> source.outbox()
                        .map(outbox -> source.withOutbox(outbox.withTopics(as(outbox, declared))))
                        .orElse(source))
                .toList();
    }

    private static Map<String, EventTopic> as(Outbox outbox, Map<String, OwnedTopic> declared) {
        Map<String, EventTopic> topics = new HashMap<>();
        for (EventTopic event : outbox.topics()) {
            OwnedTopic owned = declared.get(event.topic());
            if (owned != null) {
                topics.put(event.topic(), event.as(owned.partitions(), owned.retention()));
            }
        }
        return topics;
    }

    /** Notes ports that would read what an outbox writes in another format than it is written in. */
    static void check(Collection<SourceDescriptor> sources, List<Product> products, Problems problems) {
        for (SourceDescriptor source : sources) {
            source.outbox()
                    .ifPresent(outbox -> outbox.topics()
                            .forEach(event -> products.forEach(product -> product.inputPorts().stream()
                                    .filter(input -> input.topic().equals(event.topic())
                                            && !reads(input.format(), outbox.payload()))
                                    .forEach(input -> problems.error(
                                            new Place(product.location(), "inputPorts"),
                                            "Input port '" + input.name() + "' reads "
                                                    + input.format().text() + " from topic '"
                                                    + event.topic() + "', but the outbox of source '" + source.name()
                                                    + "' writes " + words(outbox.payload()) + ".")))));
        }
    }

    private static boolean reads(InputFormat format, Payload payload) {
        return switch (payload) {
            case JSON -> format == InputFormat.CLOUDEVENTS || format == InputFormat.JSON;
            case AVRO -> format == InputFormat.AVRO;
        };
    }

    private static String words(Payload payload) {
        return payload == Payload.JSON
                ? "JSON with CloudEvents headers: read it as cloudevents, or as json"
                : "Avro: read it as avro";
    }
}
