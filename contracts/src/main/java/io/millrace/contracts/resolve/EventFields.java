package io.millrace.contracts.resolve;

import io.millrace.contracts.event.EventField;
import io.millrace.contracts.event.EventField.EventType;
import io.millrace.contracts.odcs.Property;
import io.millrace.contracts.problem.Problem;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.FieldRule;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.Mask;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The fields of an event's contract, for judging events before they are taken. Such a contract may leave open what one
 * of an output port must say, and may ask for what cannot be judged: each of that is a warning and not judged.
 */
final class EventFields {
    private static final Mask NOT_MASKED = new Mask.None("it is judged as it is sent");

    private final Problems problems;
    private final RuleNames names;
    private final Problems found = new Problems();

    private EventFields(Problems problems) {
        this.problems = problems;
        this.names = new RuleNames(found);
    }

    static List<EventField> of(List<Property> properties, Problems problems) {
        EventFields fields = new EventFields(problems);
        List<EventField> read = fields.fields(properties);
        fields.warn();
        return read;
    }

    private List<EventField> fields(List<Property> properties) {
        KeyPositions keys = KeyPositions.of(properties, found);
        return properties.stream()
                .map(property ->
                        field(property, keys.of(property), property.fieldName().value()))
                .toList();
    }

    private EventField field(Property property, OptionalInt key, String path) {
        EventType type = type(property, path);
        List<FieldRule> rules = List.of();
        Optional<ZoneId> zone = Optional.empty();
        if (type instanceof EventType.One one) {
            rules = new FieldRules(names, found).of(property.called(path), one.type(), NOT_MASKED);
            zone = Zones.of(property, one.type());
        }
        boolean defaulted = property.ours().defaultValue().isPresent();
        return new EventField(
                property.fieldName().value(),
                type,
                (property.required() || key.isPresent()) && !defaulted,
                key,
                Tags.personal(property.tags()).isPresent(),
                rules,
                zone);
    }

    private EventType type(Property property, String path) {
        Optional<String> nested = FieldTypes.nested(property);
        if (nested.isPresent()) {
            return switch (nested.get()) {
                case "object" -> new EventType.Structure(inside(property, path));
                case "array" ->
                    property.items()
                            .<EventType>map(
                                    item -> new EventType.Items(field(item, OptionalInt.empty(), path + ".items")))
                            .orElseGet(EventType.Anything::new);
                default ->
                    property.map()
                            .<EventType>map(map ->
                                    new EventType.Entries(field(map.value(), OptionalInt.empty(), path + ".value")))
                            .orElseGet(EventType.Anything::new);
            };
        }
        if (property.logicalType().isEmpty()) {
            return new EventType.Anything();
        }
        // What it misses in a type is missed by output ports; an event may say less.
        Optional<FieldType> type =
                FieldTypes.of(property, () -> new AvroNames.Name(property.name().value(), ""), new Problems());
        boolean number = property.logicalType().get().value().equals("number");
        return type.filter(FieldType.Scalar.class::isInstance)
                .<EventType>map(scalar -> new EventType.One((FieldType.Scalar) scalar))
                .orElseGet(() -> number ? new EventType.AnyNumber() : new EventType.Anything());
    }

    private List<EventField> inside(Property property, String path) {
        return property.children().stream()
                .map(child -> field(
                        child,
                        OptionalInt.empty(),
                        path + "." + child.fieldName().value()))
                .toList();
    }

    private void warn() {
        for (Problem problem : found.sorted()) {
            problems.add(new Problem(
                    Problem.Level.WARNING,
                    problem.location(),
                    problem.element(),
                    problem.message() + " Events are not judged by it when they are sent."));
        }
    }
}
