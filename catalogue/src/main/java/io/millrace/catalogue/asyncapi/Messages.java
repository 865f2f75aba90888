package io.millrace.catalogue.asyncapi;

import io.millrace.catalogue.example.ExampleRecord;
import io.millrace.catalogue.model.CatalogueModel;
import io.millrace.catalogue.model.CatalogueModel.PortEntry;
import io.millrace.catalogue.words.InputWords;
import io.millrace.contracts.avro.ContractSchema;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.InputFormat;
import io.millrace.contracts.product.InputPort;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Records as messages. */
final class Messages {
    static final String CONTENT_TYPE = "application/vnd.apache.avro+binary";
    private static final String AVRO = "application/vnd.apache.avro;version=1.9.0";

    private Messages() {}

    static Map<String, Object> output(PortEntry entry) {
        var contract = entry.port().contract();
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("name", contract.recordName());
        message.put("title", contract.reference());
        if (!entry.purpose().isEmpty()) {
            message.put("summary", entry.purpose());
        }
        message.put("contentType", CONTENT_TYPE);
        message.put("headers", headers());
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("schemaFormat", AVRO);
        // JSON is YAML: the schema becomes part of the document as it is.
        payload.put(
                "schema",
                new Load(LoadSettings.builder().build())
                        .loadFromString(ContractSchema.of(contract).toString()));
        message.put("payload", payload);
        message.put("bindings", Map.of("kafka", binding(entry)));
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("name", "example");
        example.put("payload", ExampleRecord.of(entry).value());
        message.put("examples", List.of(example));
        return message;
    }

    static Map<String, Object> input(InputPort port, CatalogueModel model) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("name", port.contractId());
        message.put("title", InputWords.of(port.format()));
        boolean json = port.format() == InputFormat.JSON || port.format() == InputFormat.CLOUDEVENTS;
        message.put("contentType", json ? "application/json" : CONTENT_TYPE);
        model.eventsOf(port.contractId())
                .map(event -> event.contract().text("description", "purpose"))
                .filter(purpose -> !purpose.isEmpty())
                .ifPresent(purpose -> message.put("summary", purpose));
        return message;
    }

    private static Map<String, Object> binding(PortEntry entry) {
        List<Field> key = entry.port().contract().keyFields();
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("type", "string");
        form.put(
                "description",
                key.isEmpty()
                        ? "a token of the input's key"
                        : key.stream().map(Field::name).collect(Collectors.joining(" | ")));
        Map<String, Object> kafka = new LinkedHashMap<>();
        kafka.put("key", form);
        kafka.put("schemaIdLocation", "payload");
        kafka.put("schemaIdPayloadEncoding", "confluent");
        kafka.put("schemaLookupStrategy", "TopicNameStrategy");
        kafka.put("bindingVersion", "0.5.0");
        return kafka;
    }

    private static Map<String, Object> headers() {
        Map<String, Object> properties = new LinkedHashMap<>();
        text(properties, "mr-contract", "contract and version the record was written for");
        text(properties, "mr-source", "where it comes from");
        text(properties, "mr-op", "c insert, u update, d delete, r snapshot row, e event");
        text(properties, "mr-ingested-at", "when it entered the raw topic, epoch milliseconds");
        text(properties, "mr-processed-at", "when the product processed it, epoch milliseconds");
        text(properties, "mr-flags", "rules that only flag and did not hold");
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("type", "object");
        headers.put("properties", properties);
        headers.put("required", List.of("mr-contract", "mr-source", "mr-op", "mr-processed-at"));
        return headers;
    }

    private static void text(Map<String, Object> properties, String name, String description) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("type", "string");
        form.put("description", description);
        properties.put(name, form);
    }
}
