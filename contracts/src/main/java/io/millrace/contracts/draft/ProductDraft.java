package io.millrace.contracts.draft;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.contracts.avro.ChangeSchema;
import io.millrace.contracts.policy.MaskingPolicy;
import io.millrace.contracts.table.TableShape;
import io.millrace.contracts.table.TableShape.Column;
import io.millrace.contracts.yaml.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * The files of a new product, by their names relative to its folder. They validate, and their golden case passes, as
 * they are; what a team has to decide stands in comments.
 */
public final class ProductDraft {
    private static final String CASE = "cases/first.case.yaml";
    private static final String EVENTS = "events";
    private static final Set<String> IDS = Set.of("event_id", "eventId", "id", "message_id", "messageId", "uuid");

    private final String domain;
    private final String product;
    private final MaskingPolicy policy;

    /**
     * @param domain name of the domain
     * @param product name of the product
     * @param policy how the domain masks personal values
     */
    public ProductDraft(String domain, String product, MaskingPolicy policy) {
        this.domain = domain;
        this.product = product;
        this.policy = policy;
    }

    /**
     * A product that serves a captured table: one row per key.
     *
     * @param source name of the source
     * @param table {@code <schema>.<table>}
     * @throws IllegalArgumentException where the table has no primary key, or nothing of it can be served
     */
    public Map<String, String> ofTable(String source, String table, TableShape shape) {
        if (shape.primaryKey().isEmpty()) {
            throw new IllegalArgumentException("table " + table + " has no primary key, and the key orders a row's"
                    + " changes; add one, then run millrace lock");
        }
        String bare = table.substring(table.indexOf('.') + 1);
        Schema envelope = ChangeSchema.of(table, shape);
        Schema row = FieldForm.present(envelope.getField("after").schema());
        List<String> key = shape.primaryKey().stream()
                .map(name -> new Column(name, "", false, false).fieldName())
                .toList();
        DraftFields fields = served(row, key);
        String record = Words.record(bare);
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("name", Words.port(bare));
        input.put("version", "1.0.0");
        input.put("contractId", "source:" + source + "/" + table);
        Map<String, String> files = new LinkedHashMap<>();
        files.put("product.odps.yaml", descriptor(YamlText.flow(input), record, "latest"));
        files.put(Words.kebab(record) + ".odcs.yaml", contract(record, fields, key.size() > 1));
        files.put(CASE, new DraftCase(product, fields).ofTable(table, key));
        return files;
    }

    /** A product that serves domain events written with an Avro schema. */
    public Map<String, String> ofAvro(Schema schema) {
        if (schema.getType() != Schema.Type.RECORD) {
            throw new IllegalArgumentException("the schema is " + Words.withArticle(schema) + "; events are records");
        }
        return ofEvents(schema, schema.getName(), true);
    }

    /** A product that serves domain events in JSON, guessed from one of them. */
    public Map<String, String> ofEvent(JsonNode sample) {
        String name = Words.record(product) + "Event";
        return ofEvents(SampleSchema.of(name, sample), name, false);
    }

    private Map<String, String> ofEvents(Schema schema, String event, boolean avro) {
        DraftFields fields = served(schema, List.of());
        String kebab = Words.kebab(event);
        String record = Words.record(product).equals(event) ? event + "Record" : Words.record(product);
        Optional<String> id = fields.fields().stream()
                .filter(field -> field.kind().isEmpty() && field.required() && IDS.contains(field.name()))
                .map(DraftField::name)
                .findFirst();
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("name", EVENTS);
        input.put("version", "1.0.0");
        input.put("contractId", contractId(event));
        Map<String, Object> identity = new LinkedHashMap<>();
        identity.put("by", id.isPresent() ? "event-id" : "none");
        id.ifPresent(name -> identity.put("path", "event." + name));
        input.put("customProperties", List.of(ours(Map.of("identity", identity))));
        String decide = id.isPresent()
                ? "An event whose '" + id.get() + "' was seen within a week is a repetition. Is it unique per event?"
                : "Every record counts as a new event. Name a field that is unique per event: by: event-id.";
        Map<String, String> files = new LinkedHashMap<>();
        files.put("product.odps.yaml", descriptor(YamlText.commented(input, decide), record, "history"));
        files.put(kebab + ".odcs.yaml", events(event, fields, avro));
        files.put(Words.kebab(record) + ".odcs.yaml", contract(record, fields, false));
        files.put(CASE, new DraftCase(product, fields).ofEvents(id.isPresent(), EVENTS, writer(schema, fields), avro));
        return files;
    }

    private DraftFields served(Schema row, List<String> key) {
        DraftFields fields = DraftFields.of(row, key, policy);
        List<String> names = fields.fields().stream().map(DraftField::name).toList();
        if (names.isEmpty() || !names.containsAll(key)) {
            throw new IllegalArgumentException("nothing can be served of it: " + String.join("; ", fields.leftOut()));
        }
        return fields;
    }

    private String descriptor(Object input, String record, String view) {
        Map<String, Object> document = header("v1.0.0", "DataProduct", domain + "." + product);
        document.put("name", product);
        document.put("domain", domain);
        document.put("description", Map.of("purpose", "What " + product + " is for, in a sentence."));
        document.put("inputPorts", List.of(input));
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("name", product);
        output.put("version", "1.0.0");
        output.put("contractId", contractId(record));
        output.put("customProperties", List.of(ours(Map.of("view", view))));
        document.put("outputPorts", List.of(output));
        return YamlText.of(document, "What the product reads and serves. Every key acts, or informs people.");
    }

    private String contract(String record, DraftFields fields, boolean compositeKey) {
        List<Object> properties = new ArrayList<>();
        fields.fields()
                .forEach(field -> properties.add(
                        field.comment().isEmpty()
                                ? YamlText.flow(field.served(compositeKey))
                                : YamlText.commented(YamlText.flow(field.served(compositeKey)), field.comment())));
        Map<String, Object> document = header("v3.1.0", "DataContract", contractId(record));
        document.put("description", Map.of("purpose", "What a " + record + " is, in a sentence."));
        document.put("schema", List.of(inOrder(record, properties)));
        document.put("slaProperties", List.of(YamlText.flow(period("retention", 90, "d"))));
        String leftOut = fields.leftOut().isEmpty()
                ? ""
                : "\nNot served: what no property reads never leaves.\n  " + String.join("\n  ", fields.leftOut());
        return YamlText.of(document, "What the product promises: each property is a field of the record." + leftOut);
    }

    private String events(String event, DraftFields fields, boolean avro) {
        Map<String, Object> document = header("v3.1.0", "DataContract", contractId(event));
        Map<String, Object> server = new LinkedHashMap<>();
        server.put("server", "production");
        server.put("type", "kafka");
        server.put("host", "localhost:9092");
        server.put("format", avro ? "avro" : "json");
        document.put("servers", List.of(YamlText.flow(server)));
        List<Object> properties = fields.fields().stream()
                .map(field -> YamlText.flow(field.read()))
                .toList();
        document.put("schema", List.of(inOrder(event, properties)));
        document.put("slaProperties", List.of(YamlText.flow(period("retention", 30, "d"))));
        return YamlText.of(
                document,
                "The events as their producer writes them. Their topic is " + domain + "." + Words.kebab(event)
                        + ".events, unless 'physicalName' of the schema object says otherwise.");
    }

    /** The fields that are drafted, as a writer of the golden case has them. */
    private static Schema writer(Schema schema, DraftFields drafted) {
        List<String> names = drafted.fields().stream().map(DraftField::name).toList();
        List<Schema.Field> fields = schema.getFields().stream()
                .filter(field -> names.contains(field.name()))
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        return Schema.createRecord(schema.getName(), null, schema.getNamespace(), false, fields);
    }

    private String contractId(String record) {
        return domain + "." + product + "." + Words.kebab(record);
    }

    private static Map<String, Object> header(String apiVersion, String kind, String id) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", apiVersion);
        document.put("kind", kind);
        document.put("id", id);
        document.put("version", "1.0.0");
        document.put("status", "draft");
        return document;
    }

    private static Map<String, Object> inOrder(String name, List<Object> properties) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", name);
        object.put("properties", properties);
        return object;
    }

    private static Map<String, Object> period(String property, int value, String unit) {
        Map<String, Object> period = new LinkedHashMap<>();
        period.put("property", property);
        period.put("value", value);
        period.put("unit", unit);
        return period;
    }

    private static Map<String, Object> ours(Map<String, Object> value) {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("property", "millrace");
        property.put("value", YamlText.flow(value));
        return property;
    }
}
