package io.millrace.contracts.compatibility;

import io.millrace.contracts.avro.ContractSchema;
import io.millrace.contracts.product.CompatibilityLevel;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldSource;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.OnViolation;
import io.millrace.contracts.product.RowContract;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** Changes of the fields of a contract. */
final class FieldDifferences {
    private final Findings findings;
    private final CompatibilityLevel level;
    private final Schema before;
    private final Schema after;

    private FieldDifferences(RowContract old, RowContract now, CompatibilityLevel level, Findings findings) {
        this.findings = findings;
        this.level = level;
        this.before = ContractSchema.of(old);
        this.after = ContractSchema.of(now);
    }

    /** Notes them; {@code level} is the strictest of the ports that serve the contract. */
    static void find(RowContract old, RowContract now, CompatibilityLevel level, Findings findings) {
        new FieldDifferences(old, now, level, findings).compare(byName(old), byName(now));
    }

    private static Map<String, Field> byName(RowContract contract) {
        Map<String, Field> fields = new LinkedHashMap<>();
        contract.fields().forEach(field -> fields.put(field.name(), field));
        return fields;
    }

    private void compare(Map<String, Field> old, Map<String, Field> now) {
        old.forEach((name, field) -> {
            Field successor = now.get(name);
            if (successor == null) {
                findings.breaking(element(name), "removed", "consumers that read it find nothing there any more");
            } else {
                compare(field, successor);
            }
        });
        now.forEach((name, field) -> {
            if (!old.containsKey(name)) {
                added(name);
            }
        });
        List<String> whole = AvroCompatibility.between(level, before, after);
        boolean told = findings.list().stream().anyMatch(found -> found.impact() == Impact.BREAKING);
        if (!whole.isEmpty() && !told) {
            findings.breaking("record", "the schema changed", String.join("; ", whole));
        }
    }

    private void added(String name) {
        List<String> against = AvroCompatibility.between(level, only(before, name), only(after, name));
        String what = "added, " + TypeWords.of(schema(after, name));
        if (against.isEmpty()) {
            findings.compatible(element(name), what, "consumers that do not know it read on");
        } else {
            findings.breaking(
                    element(name), what, String.join("; ", against) + ". Make it optional, or give it a 'default'");
        }
    }

    private void compare(Field old, Field now) {
        String element = element(now.name());
        schemaOf(old, now, element);
        maskOf(old, now, element);
        if (!meaning(old.source()).equals(meaning(now.source()))) {
            findings.compatible(
                    element,
                    "read from " + meaning(now.source()) + " instead of " + meaning(old.source()),
                    "the form stays; that the meaning stays is for its owner to say");
        }
        if (!old.classification().equals(now.classification())) {
            findings.compatible(
                    element,
                    "classified as "
                            + now.classification().map(kind -> "pii:" + kind).orElse("not personal") + ", was "
                            + old.classification().map(kind -> "pii:" + kind).orElse("not personal"),
                    "consumers may have to treat it otherwise");
        }
        if (!old.defaultValue().equals(now.defaultValue()) || old.onMissing() != now.onMissing()) {
            findings.compatible(
                    element,
                    "a missing value is " + missing(now) + ", was " + missing(old),
                    "what consumers read has the same form");
        }
        new RuleDifferences(findings, element).compare(old.rules(), now.rules());
        if (!old.description().equals(now.description())) {
            findings.documentation(element, "description changed");
        }
    }

    private void schemaOf(Field old, Field now, String element) {
        Schema was = schema(before, old.name());
        Schema is = schema(after, now.name());
        if (!was.equals(is)) {
            List<String> against = AvroCompatibility.between(level, only(before, old.name()), only(after, now.name()));
            String what = "type from " + TypeWords.of(was) + " to " + TypeWords.of(is);
            if (against.isEmpty()) {
                findings.compatible(element, what, "allowed by the compatibility level " + level);
            } else {
                findings.breaking(element, what, String.join("; ", against));
            }
        } else if (old.required() != now.required()) {
            findings.compatible(element, now.required() ? "required" : "optional", "the form stays");
        }
    }

    private void maskOf(Field old, Field now, String element) {
        if (old.mask().getClass() == now.mask().getClass() && old.mask() instanceof Mask.None) {
            if (!old.mask().equals(now.mask())) {
                findings.documentation(element, "the reason for leaving unmasked changed");
            }
        } else if (!applied(old.mask()).equals(applied(now.mask()))) {
            findings.breaking(
                    element,
                    "mask from " + mask(old.mask()) + " to " + mask(now.mask()),
                    "the same value leaves in another form, so consumers cannot compare or join it with what they"
                            + " have");
        }
    }

    /** Consumers do not see who has masked a value. */
    private static Mask applied(Mask mask) {
        return mask instanceof Mask.Arrived arrived ? arrived.mask() : mask;
    }

    /** Equal schemas of different names of masks or texts are told by their parts. */
    private static String mask(Mask mask) {
        return mask instanceof Mask.None ? "none" : mask.toString();
    }

    private static String meaning(FieldSource source) {
        if (source instanceof FieldSource.Path path) {
            return path.path().toString();
        }
        return source instanceof FieldSource.Cel cel ? "'" + cel.expression() + "'" : source.toString();
    }

    private static String missing(Field field) {
        return field.onMissing() == OnViolation.DEFAULT || field.defaultValue().isPresent()
                ? "'" + field.defaultValue().orElse("") + "'"
                : field.required() ? "rejected" : "null";
    }

    static String element(String field) {
        return "field " + field;
    }

    private static Schema schema(Schema record, String field) {
        return record.getField(field).schema();
    }

    /** The record with this field only, or with none where it does not have it. Both sides bear one name. */
    private static Schema only(Schema record, String name) {
        Schema.Field field = record.getField(name);
        return Schema.createRecord(
                "Record", "", "", false, field == null ? List.of() : List.of(new Schema.Field(field, field.schema())));
    }
}
