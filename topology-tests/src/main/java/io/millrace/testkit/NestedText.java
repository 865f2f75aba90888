package io.millrace.testkit;

import io.millrace.contracts.yaml.Node;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Values inside records, arrays and maps, each under its path: {@code address.city}, {@code lines[0].sku}. What is
 * empty stands for itself, as {@code []} or {@code {}}.
 */
final class NestedText {
    private static final String NO_ITEMS = "[]";
    private static final String NO_ENTRIES = "{}";

    private NestedText() {}

    /** Adds what stands in a case file. */
    static void put(String path, Node node, Map<String, @Nullable String> texts) {
        if (node instanceof Node.Mapping mapping) {
            mapping.entries().forEach((name, entry) -> put(path + "." + name, entry.value(), texts));
            if (mapping.entries().isEmpty()) {
                texts.put(path, NO_ENTRIES);
            }
        } else if (node instanceof Node.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                put(path + "[" + i + "]", sequence.items().get(i), texts);
            }
            if (sequence.items().isEmpty()) {
                texts.put(path, NO_ITEMS);
            }
        } else if (node instanceof Node.Scalar scalar) {
            texts.put(path, scalar.type() == Node.Type.NULL ? null : scalar.text());
        }
    }

    /** Adds what a record holds. */
    static void put(String path, Schema schema, @Nullable Object value, Map<String, @Nullable String> texts) {
        if (value == null) {
            texts.put(path, null);
        } else if (value instanceof GenericRecord record) {
            record.getSchema()
                    .getFields()
                    .forEach(field -> put(path + "." + field.name(), field.schema(), record.get(field.pos()), texts));
        } else if (value instanceof List<?> items) {
            Schema item = Actual.present(schema).getElementType();
            for (int i = 0; i < items.size(); i++) {
                put(path + "[" + i + "]", item, items.get(i), texts);
            }
            if (items.isEmpty()) {
                texts.put(path, NO_ITEMS);
            }
        } else if (value instanceof Map<?, ?> entries) {
            Schema item = Actual.present(schema).getValueType();
            new TreeMap<>(entries).forEach((name, entry) -> put(path + "." + name, item, entry, texts));
            if (entries.isEmpty()) {
                texts.put(path, NO_ENTRIES);
            }
        } else {
            texts.put(path, AvroText.text(Actual.present(schema), value));
        }
    }

    /** The type of the value under a path. */
    static Schema type(Schema root, String path) {
        Schema type = root;
        for (String step : path.split("\\.|(?=\\[)", -1)) {
            Schema around = Actual.present(type);
            type = switch (around.getType()) {
                case RECORD -> around.getField(step).schema();
                case ARRAY -> around.getElementType();
                case MAP -> around.getValueType();
                default -> throw new IllegalArgumentException("nothing is inside a " + AvroText.name(around));
            };
        }
        return Actual.present(type);
    }
}
