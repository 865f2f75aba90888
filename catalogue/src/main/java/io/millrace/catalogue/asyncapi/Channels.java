package io.millrace.catalogue.asyncapi;

import io.millrace.catalogue.model.CatalogueModel.PortEntry;
import io.millrace.catalogue.words.InputWords;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.OutputPort;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Topics as channels. */
final class Channels {
    private Channels() {}

    static Map<String, Object> output(String id, PortEntry entry) {
        OutputPort port = entry.port();
        Map<String, Object> kafka = kafka(port.topic());
        port.partitions().ifPresent(count -> kafka.put("partitions", count));
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("cleanup.policy", List.of(port.view() == OutputPort.View.LATEST ? "compact" : "delete"));
        if (port.view() == OutputPort.View.HISTORY) {
            port.contract()
                    .serviceLevels()
                    .minimumRetention()
                    .ifPresent(kept -> settings.put("retention.ms", kept.toMillis()));
        }
        kafka.put("topicConfiguration", settings);
        return channel(
                id,
                port.topic(),
                "Output port " + port.name(),
                InputWords.of(port) + " " + InputWords.deletes(port),
                kafka);
    }

    static Map<String, Object> input(String id, InputPort port) {
        return channel(
                id,
                port.topic(),
                "Input port " + port.name(),
                "A raw topic: " + InputWords.of(port.format()) + ". " + InputWords.of(port.identity()),
                kafka(port.topic()));
    }

    private static Map<String, Object> kafka(String topic) {
        Map<String, Object> kafka = new LinkedHashMap<>();
        kafka.put("topic", topic);
        kafka.put("bindingVersion", "0.5.0");
        return kafka;
    }

    private static Map<String, Object> channel(
            String id, String topic, String title, String description, Map<String, Object> kafka) {
        Map<String, Object> channel = new LinkedHashMap<>();
        channel.put("address", topic);
        channel.put("title", title);
        channel.put("description", description);
        channel.put("messages", Map.of("record", AsyncApi.reference("#/components/messages/" + id)));
        channel.put("bindings", Map.of("kafka", kafka));
        return channel;
    }
}
