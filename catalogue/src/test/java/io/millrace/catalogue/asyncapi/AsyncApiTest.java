package io.millrace.catalogue.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.catalogue.Sites;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class AsyncApiTest {
    private static final SortedMap<String, String> SITE = Sites.of(Sites.shop());

    @Test
    void shouldSendToOutputTopicsAndReceiveFromInputTopics() {
        Map<String, Object> document = document("products/checkout.payments/asyncapi.yaml");

        assertThat(document)
                .containsEntry("asyncapi", "3.0.0")
                .containsKeys("info", "servers", "channels", "operations");
        assertThat(at(document, "channels", "output.payments"))
                .containsEntry("address", "checkout.payments.payments.v1");
        assertThat(at(document, "channels", "input.payments"))
                .containsEntry("address", "checkout.payment-settled.events");
        assertThat(at(document, "operations", "send.payments")).containsEntry("action", "send");
        assertThat(at(document, "operations", "receive.payments")).containsEntry("action", "receive");
    }

    @Test
    void shouldCarryTheAvroSchemaKeyAndHeadersOfAMessage() {
        Map<String, Object> message =
                at(document("products/checkout.orders/asyncapi.yaml"), "components", "messages", "output.orders");

        assertThat(at(message, "payload")).containsEntry("schemaFormat", "application/vnd.apache.avro;version=1.9.0");
        assertThat(at(message, "payload", "schema"))
                .containsEntry("type", "record")
                .containsEntry("name", "Order");
        assertThat(at(message, "bindings", "kafka", "key")).containsEntry("type", "string");
        assertThat(at(message, "headers", "properties")).containsKeys("mr-contract", "mr-source", "mr-op");
    }

    @Test
    void shouldReferToNothingThatIsNotThere() {
        TreeSet<String> dangling = new TreeSet<>();
        SITE.forEach((path, text) -> {
            if (path.endsWith("asyncapi.yaml")) {
                Map<String, Object> document = document(path);
                references(document).stream()
                        .filter(reference -> !resolves(document, reference))
                        .forEach(reference -> dangling.add(path + ": " + reference));
            }
        });

        assertThat(dangling).isEmpty();
    }

    private static List<String> references(Object node) {
        if (node instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .flatMap(entry -> entry.getKey().equals("$ref")
                            ? java.util.stream.Stream.of(String.valueOf(entry.getValue()))
                            : references(entry.getValue()).stream())
                    .toList();
        }
        return node instanceof List<?> list
                ? list.stream().flatMap(item -> references(item).stream()).toList()
                : List.of();
    }

    private static boolean resolves(Map<String, Object> document, String reference) {
        Object found = document;
        for (String step : reference.replaceFirst("^#/", "").split("/", -1)) {
            found = found instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return found != null;
    }

    @SuppressWarnings("unchecked") // keys of these documents are texts
    private static Map<String, Object> document(String path) {
        return (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(SITE.get(path));
    }

    @SuppressWarnings("unchecked") // keys of these documents are texts
    private static Map<String, Object> at(Map<String, Object> map, String... path) {
        Map<String, Object> found = map;
        for (String step : path) {
            found = (Map<String, Object>) java.util.Objects.requireNonNull(found.get(step), step);
        }
        return found;
    }
}
