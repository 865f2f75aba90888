package io.millrace.testkit;

import io.millrace.contracts.yaml.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** A YAML tree as a value of an Avro schema. A union takes the first branch that fits. */
final class EventAvro {
    private EventAvro() {}

    /** @throws IllegalArgumentException naming the field that does not fit its schema */
    static GenericRecord record(Schema schema, Node.Mapping event) {
        GenericRecord record = new GenericData.Record(schema);
        Set<String> unknown = new TreeSet<>(event.entries().keySet());
        for (Schema.Field field : schema.getFields()) {
            unknown.remove(field.name());
            Node.Entry entry = event.entries().get(field.name());
            if (entry != null) {
                record.put(field.pos(), value(field.schema(), entry.value(), field.name()));
            } else if (field.hasDefaultValue()) {
                record.put(field.pos(), GenericData.get().getDefaultValue(field));
            } else {
                throw new IllegalArgumentException(
                        "the event has no '" + field.name() + "', and its schema no default");
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("the schema " + schema.getFullName() + " has no field " + unknown);
        }
        return record;
    }

    private static @Nullable Object value(Schema schema, Node node, String name) {
        switch (schema.getType()) {
            case UNION -> {
                return branch(schema, node, name);
            }
            case RECORD -> {
                if (node instanceof Node.Mapping mapping) {
                    return record(schema, mapping);
                }
            }
            case MAP -> {
                if (node instanceof Node.Mapping mapping) {
                    Map<String, @Nullable Object> values = new LinkedHashMap<>();
                    mapping.entries()
                            .forEach((key, entry) ->
                                    values.put(key, value(schema.getValueType(), entry.value(), name + "." + key)));
                    return values;
                }
            }
            case ARRAY -> {
                if (node instanceof Node.Sequence sequence) {
                    List<@Nullable Object> items = new ArrayList<>();
                    sequence.items().forEach(item -> items.add(value(schema.getElementType(), item, name)));
                    return items;
                }
            }
            case NULL -> {
                if (node instanceof Node.Scalar scalar && scalar.type() == Node.Type.NULL) {
                    return null;
                }
            }
            default -> {
                if (node instanceof Node.Scalar scalar && scalar.type() != Node.Type.NULL) {
                    return AvroText.parse(schema, scalar.text());
                }
            }
        }
        throw new IllegalArgumentException(
                "'" + name + "' is " + node.kind() + ", which is no value of " + AvroText.name(schema));
    }

    private static @Nullable Object branch(Schema union, Node node, String name) {
        IllegalArgumentException none = new IllegalArgumentException("'" + name + "' fits no branch of " + union);
        for (Schema branch : union.getTypes()) {
            try {
                return value(branch, node, name);
            } catch (IllegalArgumentException e) {
                none.addSuppressed(e);
            }
        }
        throw none;
    }
}
