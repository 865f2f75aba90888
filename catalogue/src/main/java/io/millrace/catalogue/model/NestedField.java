package io.millrace.catalogue.model;

import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldType;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * A field with the way to it.
 *
 * @param name dotted; {@code []} stands for each item of a list, {@code {}} for each value of a map
 * @param field as declared
 * @param schema of the field, with its null
 * @param written the property as written; may say nothing
 */
public record NestedField(String name, Field field, Schema schema, Written written) {

    /** The fields of a contract and all in them, a record before what is in it. */
    public static List<NestedField> all(List<Field> fields, Schema record, List<Written> properties) {
        List<NestedField> found = new ArrayList<>();
        fields.forEach(
                field -> add(field, field.name(), record.getField(field.name()).schema(), properties, found));
        return found;
    }

    /** What a link to it ends with. */
    public String anchor() {
        return "field-" + name.replaceAll("[^A-Za-z0-9_.]", "");
    }

    private static void add(
            Field field, String name, Schema schema, List<Written> properties, List<NestedField> found) {
        Written written = properties.stream()
                .filter(property -> property.text("physicalName").equals(field.name())
                        || (property.text("physicalName").isEmpty()
                                && property.text("name").equals(field.name())))
                .findFirst()
                .orElse(Written.NOTHING);
        found.add(new NestedField(name, field, schema, written));
        inside(field, name, schema, written, found);
    }

    private static void inside(Field field, String name, Schema schema, Written written, List<NestedField> found) {
        Schema type = present(schema);
        if (field.type() instanceof FieldType.Struct struct) {
            for (Field child : struct.fields()) {
                add(
                        child,
                        name + "." + child.name(),
                        type.getField(child.name()).schema(),
                        written.maps("properties"),
                        found);
            }
        } else if (field.type() instanceof FieldType.ListOf list) {
            element(list.element(), name + "[]", type.getElementType(), written.map("items"), found);
        } else if (field.type() instanceof FieldType.MapOf map) {
            element(map.value(), name + "{}", type.getValueType(), Written.NOTHING, found);
        }
    }

    /** An element has a row of its own where something holds for it that its list does not say. */
    private static void element(Field element, String name, Schema schema, Written written, List<NestedField> found) {
        if (!(element.type() instanceof FieldType.Nested)
                && (element.classification().isPresent() || !element.rules().isEmpty())) {
            found.add(new NestedField(name, element, schema, written));
        }
        inside(element, name, schema, written, found);
    }

    private static Schema present(Schema schema) {
        return schema.getType() != Schema.Type.UNION
                ? schema
                : schema.getTypes().stream()
                        .filter(branch -> branch.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElse(schema);
    }
}
