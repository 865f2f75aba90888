package io.millrace.runtime.plan;

import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldRule;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.OnViolation;
import io.millrace.runtime.plan.NestedTriples.Node;
import io.millrace.runtime.record.Outcome;
import io.millrace.runtime.record.RejectReason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** What a contract with nested fields means: records as maps, arrays as lists, without any thought of speed. */
final class NestedReference {
    private final ReferenceInput input;
    private final Set<String> flags;

    NestedReference(ReferenceInput input, Set<String> flags) {
        this.input = input;
        this.flags = flags;
    }

    /** A record is refused. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Outcome.Rejected why;

        Refused(Outcome.Rejected why) {
            super(null, null, false, false);
            this.why = why;
        }

        Outcome.Rejected why() {
            return why;
        }
    }

    /** All fields are read and checked, then all are masked. */
    Map<String, @Nullable Object> record(List<Node> nodes, Object raw, String base, String path) {
        Map<String, @Nullable Object> clear = new LinkedHashMap<>();
        for (Node node : nodes) {
            Object value = at(raw, below(node.field(), base));
            clear.put(
                    node.field().name(),
                    clear(node, value, path(path, node.field().name())));
        }
        for (Node node : nodes) {
            String name = node.field().name();
            clear.put(name, masked(node, clear.get(name), path(path, name)));
        }
        return clear;
    }

    private static String path(String around, String name) {
        return around.isEmpty() ? name : around + "." + name;
    }

    private static String source(Field field) {
        return ((io.millrace.contracts.product.FieldSource.Path) field.source())
                .path()
                .toString()
                .substring("in.".length());
    }

    private static String below(Field field, String base) {
        return source(field).substring(base.length() + 1);
    }

    private @Nullable Object at(Object record, String path) {
        @Nullable Object value = record;
        for (String step : path.split("\\.", -1)) {
            value = value == null ? null : input.step(value, step);
        }
        return value;
    }

    private @Nullable Object clear(Node node, @Nullable Object raw, String path) {
        Field field = node.field();
        if (node.leaf() != null) {
            return renamed(
                    raw == null
                            ? ReferencePlan.clear(field, node.leaf(), null, flags)
                            : ReferencePlan.checked(field, input.scalar(field, node.leaf(), raw), flags),
                    path);
        }
        if (raw == null) {
            if (field.onMissing() == OnViolation.DEFAULT) {
                return field.type() instanceof FieldType.ListOf ? checked(field, List.of()) : Map.of();
            } else if (field.required()) {
                throw new Refused(new Outcome.Rejected(RejectReason.MISSING_VALUE, path));
            }
            return null;
        }
        if (field.mask() instanceof Mask.Drop) {
            return "dropped";
        }
        var mismatch = new Refused(new Outcome.Rejected(RejectReason.TYPE_MISMATCH, path));
        if (field.type() instanceof FieldType.Struct) {
            if (!input.isRecord(raw)) {
                throw mismatch;
            }
            return record(node.inside(), input.record(raw), source(field), path);
        }
        Node item = node.inside().get(0);
        if (field.type() instanceof FieldType.ListOf) {
            List<@Nullable Object> items = new ArrayList<>();
            for (Object element : input.items(raw).orElseThrow(() -> mismatch)) {
                items.add(item(item, element, path + ".items"));
            }
            return checked(field, items);
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        input.entries(raw)
                .orElseThrow(() -> mismatch)
                .forEach((key, value) -> values.put(key, item(item, value, path + ".value")));
        return values;
    }

    private @Nullable List<@Nullable Object> checked(Field field, List<@Nullable Object> items) {
        for (FieldRule rule : field.rules()) {
            boolean holds = rule.condition() instanceof FieldRule.Condition.MinItems least
                    ? items.size() >= least.count()
                    : rule.condition() instanceof FieldRule.Condition.MaxItems most
                            ? items.size() <= most.count()
                            : new HashSet<>(items).size() == items.size();
            if (!holds && rule.onViolation() == OnViolation.REJECT) {
                throw new Refused(new Outcome.Rejected(RejectReason.RULE_VIOLATED, rule.name()));
            } else if (!holds && rule.onViolation() == OnViolation.NULLIFY) {
                return null;
            } else if (!holds) {
                flags.add(rule.name());
            }
        }
        return items;
    }

    private @Nullable Object item(Node item, @Nullable Object raw, String path) {
        return masked(item, clear(item, raw, path), path);
    }

    private static @Nullable Object masked(Node node, @Nullable Object clear, String path) {
        Field field = node.field();
        if (node.leaf() == null) {
            return field.mask() instanceof Mask.Drop ? null : clear;
        }
        return renamed(ReferencePlan.masked(field, clear), path);
    }

    /** A verdict names the field by its path; a rule has a name of its own. */
    private static @Nullable Object renamed(ReferencePlan.Expected expected, String path) {
        expected.rejected().ifPresent(why -> {
            boolean rule = why.reason() == RejectReason.RULE_VIOLATED;
            throw new Refused(rule ? why : new Outcome.Rejected(why.reason(), path));
        });
        return expected.value().orElse(null);
    }

    /** A value that Avro has read, in the form of the reference. */
    static @Nullable Object normalised(FieldType type, @Nullable Object value) {
        if (value == null) {
            return null;
        } else if (type instanceof FieldType.Struct struct) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            struct.fields()
                    .forEach(field -> fields.put(
                            field.name(), normalised(field.type(), ((GenericRecord) value).get(field.name()))));
            return fields;
        } else if (type instanceof FieldType.ListOf list) {
            List<@Nullable Object> items = new ArrayList<>();
            ((List<?>) value)
                    .forEach(item -> items.add(normalised(list.element().type(), item)));
            return items;
        } else if (type instanceof FieldType.MapOf map) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            ((Map<?, ?>) value)
                    .forEach((key, item) -> values.put(
                            Objects.requireNonNull(key).toString(),
                            normalised(map.value().type(), item)));
            return values;
        }
        return PlanDifferentialTest.normalised(type, value);
    }
}
