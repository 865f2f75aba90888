package io.millrace.ingest.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.contracts.event.EventField;
import io.millrace.contracts.event.EventField.EventType;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Judges one field of an event and what is inside it. */
final class FieldJudge {
    private final EventField field;
    private final List<RuleCheck> rules;
    private final List<FieldJudge> inside;

    FieldJudge(EventField field) {
        this.field = field;
        this.rules = RuleCheck.of(field.rules());
        this.inside = inside(field.type());
    }

    private static List<FieldJudge> inside(EventType type) {
        if (type instanceof EventType.Structure structure) {
            return structure.fields().stream().map(FieldJudge::new).toList();
        } else if (type instanceof EventType.Items items) {
            return List.of(new FieldJudge(items.item()));
        } else if (type instanceof EventType.Entries entries) {
            return List.of(new FieldJudge(entries.value()));
        }
        return List.of();
    }

    String name() {
        return field.name();
    }

    /** Judges the field of an object. */
    void judgeIn(JsonNode object, @Nullable Pointer parent, List<EventProblem> problems) {
        judge(object.get(field.name()), parent, field.name(), problems);
    }

    private void judge(@Nullable JsonNode value, @Nullable Pointer parent, String step, List<EventProblem> problems) {
        if (value == null || value.isNull()) {
            if (field.required()) {
                problems.add(new EventProblem(Pointer.text(parent, step), "is required"));
            }
        } else if (field.type() instanceof EventType.Structure) {
            structure(value, parent, step, problems);
        } else if (field.type() instanceof EventType.Items) {
            items(value, parent, step, problems);
        } else if (field.type() instanceof EventType.Entries) {
            entries(value, parent, step, problems);
        } else if (!(field.type() instanceof EventType.Anything)) {
            scalar(value, parent, step, problems);
        }
    }

    private void scalar(JsonNode value, @Nullable Pointer parent, String step, List<EventProblem> problems) {
        ScalarValue read = ScalarValue.of(value, field);
        if (read == null) {
            problems.add(new EventProblem(
                    Pointer.text(parent, step), "must be " + wanted(field) + ", but is " + found(value)));
            return;
        }
        for (RuleCheck rule : rules) {
            if (!rule.holds().test(read)) {
                problems.add(new EventProblem(Pointer.text(parent, step), rule.demand()));
            }
        }
    }

    private void structure(JsonNode value, @Nullable Pointer parent, String step, List<EventProblem> problems) {
        if (!value.isObject()) {
            problems.add(new EventProblem(Pointer.text(parent, step), "must be an object, but is " + found(value)));
            return;
        }
        Pointer here = new Pointer(parent, step);
        inside.forEach(field -> field.judgeIn(value, here, problems));
    }

    private void items(JsonNode value, @Nullable Pointer parent, String step, List<EventProblem> problems) {
        if (!value.isArray()) {
            problems.add(new EventProblem(Pointer.text(parent, step), "must be an array, but is " + found(value)));
            return;
        }
        Pointer here = new Pointer(parent, step);
        for (int i = 0; i < value.size(); i++) {
            inside.get(0).judge(value.get(i), here, Integer.toString(i), problems);
        }
    }

    /** Names of entries are data, so problems call them by their place. */
    private void entries(JsonNode value, @Nullable Pointer parent, String step, List<EventProblem> problems) {
        if (!value.isObject()) {
            problems.add(new EventProblem(Pointer.text(parent, step), "must be an object, but is " + found(value)));
            return;
        }
        Pointer here = new Pointer(parent, step);
        int place = 0;
        for (JsonNode entry : value) {
            inside.get(0).judge(entry, here, "(entry " + ++place + ")", problems);
        }
    }

    static String found(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case NUMBER -> "another number";
            case BOOLEAN -> "true or false";
            default -> "another text";
        };
    }

    private static String wanted(EventField field) {
        if (field.type() instanceof EventType.AnyNumber) {
            return "a number";
        }
        FieldType.Scalar type = ((EventType.One) field.type()).type();
        if (type instanceof FieldType.Decimal decimal) {
            return "a number of " + decimal.precision() + " digits at most, " + decimal.scale()
                    + " of them behind the point";
        } else if (type instanceof FieldType.Enumeration symbols) {
            return "one of " + String.join(", ", symbols.symbols());
        }
        return switch ((Simple) type) {
            case STRING -> "text";
            case INT -> "a whole number of 32 bits";
            case LONG -> "a whole number of 64 bits";
            case FLOAT, DOUBLE -> "a number";
            case BOOLEAN -> "true or false";
            case BYTES -> "base64 text";
            case DATE -> "a date such as 2026-01-31";
            case TIME_MILLIS, TIME_MICROS -> "a time such as 12:30:00";
            case TIMESTAMP_MILLIS, TIMESTAMP_MICROS ->
                field.zone().isPresent()
                        ? "a timestamp such as 2026-01-31T12:30:00Z"
                        : "a timestamp with an offset such as 2026-01-31T12:30:00Z";
            case LOCAL_TIMESTAMP_MILLIS, LOCAL_TIMESTAMP_MICROS ->
                "a timestamp without an offset such as 2026-01-31T12:30:00";
        };
    }

    @Override
    public String toString() {
        return field.name() + " (" + field.type().getClass().getSimpleName().toLowerCase(Locale.ROOT) + ")";
    }
}
