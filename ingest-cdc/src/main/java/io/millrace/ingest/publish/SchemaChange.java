package io.millrace.ingest.publish;

import io.millrace.contracts.source.CaptureRules.OnSchemaChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;

/**
 * What differs between two shapes of a table's records, in words.
 *
 * @param added columns that are new
 * @param other all other changes of columns
 * @param key how the record key changed; empty where it did not, or nobody knows what it was
 */
record SchemaChange(List<String> added, List<String> other, List<String> key) {
    /** Property of a change event's schema: the columns that make the record key. */
    static final String KEY = "millrace.key";

    /** Compares the schemas of two change events. */
    static SchemaChange between(Schema before, Schema after) {
        List<String> added = new ArrayList<>();
        List<String> other = new ArrayList<>();
        Schema old = row(before);
        Schema now = row(after);
        for (Schema.Field field : now.getFields()) {
            Schema.Field known = old.getField(field.name());
            if (known == null) {
                added.add("column " + field.name() + " is new");
            } else if (!type(known.schema()).equals(type(field.schema()))) {
                other.add(
                        "column " + field.name() + " was " + type(known.schema()) + " and is " + type(field.schema()));
            }
        }
        for (Schema.Field field : old.getFields()) {
            if (now.getField(field.name()) == null) {
                other.add("column " + field.name() + " is gone");
            }
        }
        Object was = before.getObjectProp(KEY);
        Object is = after.getObjectProp(KEY);
        return new SchemaChange(
                added,
                other,
                was == null || Objects.equals(was, is) ? List.of() : List.of("the key was " + was + " and is " + is));
    }

    /** What a source does not follow; another key never, since records of one row would lie in two partitions. */
    List<String> refusedBy(OnSchemaChange rule) {
        List<String> refused = new ArrayList<>(key);
        if (rule != OnSchemaChange.FOLLOW) {
            refused.addAll(other);
        }
        if (rule == OnSchemaChange.HALT) {
            refused.addAll(added);
        }
        return refused;
    }

    private static Schema row(Schema envelope) {
        Schema after = envelope.getField("after").schema();
        return after.isUnion() ? after.getTypes().get(1) : after;
    }

    private static String type(Schema schema) {
        Schema type = schema.isUnion() ? schema.getTypes().get(1) : schema;
        String name = type.getProp("connect.name");
        String words = type.getType().getName();
        if (type.getLogicalType() != null) {
            words = type.getLogicalType().getName();
            Object precision = type.getObjectProp("precision");
            words += precision == null ? "" : "(" + precision + "," + type.getObjectProp("scale") + ")";
        } else if (name != null && type.getType() != Schema.Type.RECORD) {
            words = name.substring(name.lastIndexOf('.') + 1);
        } else if (type.getType() == Schema.Type.ARRAY) {
            words += " of " + type(type.getElementType());
        }
        return schema.isUnion() ? words : words + " not null";
    }
}
