package io.millrace.catalogue.example;

import io.millrace.catalogue.words.TypeWords;
import io.millrace.contracts.product.FieldRule;
import io.millrace.contracts.product.FieldRule.Condition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** An example of a clear value: of the type, within the rules, and the same every time. */
final class ExampleValue {
    private static final String DATE = "2026-01-31";
    private static final String TIME = "12:30:00";

    private ExampleValue() {}

    /** @param name of the field, from which a text is made */
    static Object of(String name, Schema schema, List<FieldRule> rules) {
        Schema type = TypeWords.present(schema);
        if (type.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            BigDecimal largest = BigDecimal.TEN.pow(decimal.getPrecision() - decimal.getScale());
            BigDecimal usual =
                    largest.compareTo(new BigDecimal("12.50")) > 0 ? new BigDecimal("12.50") : BigDecimal.ZERO;
            return within(usual, rules).setScale(decimal.getScale(), RoundingMode.DOWN);
        }
        if (type.getLogicalType() != null) {
            return logical(type.getLogicalType().getName());
        }
        return switch (type.getType()) {
            case STRING -> text(name, rules);
            case INT, LONG -> number(name, rules);
            case FLOAT, DOUBLE -> within(new BigDecimal("0.5"), rules);
            case BOOLEAN -> true;
            case BYTES, FIXED -> "3q2+7w==";
            case ENUM -> type.getEnumSymbols().get(0);
            case RECORD -> record(type);
            case ARRAY -> items(of(name, type.getElementType(), List.of()), rules);
            case MAP -> Map.of("key", of(name, type.getValueType(), List.of()));
            case UNION, NULL -> "null";
        };
    }

    /** A value the contract gives, in the notation of the type. */
    static Object given(String text, Schema schema) {
        Schema type = TypeWords.present(schema);
        boolean number = type.getLogicalType() == null || type.getLogicalType() instanceof LogicalTypes.Decimal;
        try {
            return switch (type.getType()) {
                case INT, LONG, FLOAT, DOUBLE, BYTES -> number ? new BigDecimal(text) : text;
                case BOOLEAN -> Boolean.valueOf(text);
                default -> text;
            };
        } catch (NumberFormatException e) {
            return text;
        }
    }

    /** One item, or as many as there must be, unless they would have to differ. */
    private static List<Object> items(Object item, List<FieldRule> rules) {
        boolean none = conditions(rules, Condition.MaxItems.class).stream().anyMatch(most -> most.count() == 0);
        int least = conditions(rules, Condition.MinItems.class).stream()
                .mapToInt(Condition.MinItems::count)
                .max()
                .orElse(1);
        boolean unique = !conditions(rules, Condition.UniqueItems.class).isEmpty();
        return Collections.nCopies(none ? 0 : unique ? 1 : Math.max(1, Math.min(5, least)), item);
    }

    private static Map<String, Object> record(Schema type) {
        Map<String, Object> fields = new LinkedHashMap<>();
        type.getFields().forEach(field -> fields.put(field.name(), of(field.name(), field.schema(), List.of())));
        return fields;
    }

    private static Object logical(String name) {
        return switch (name) {
            case "date" -> DATE;
            case "time-millis", "time-micros" -> TIME;
            case "local-timestamp-millis", "local-timestamp-micros" -> DATE + "T" + TIME;
            case "uuid" -> "0f8fad5b-d9cb-469f-a165-708677289510";
            default -> DATE + "T" + TIME + "Z";
        };
    }

    private static Object number(String name, List<FieldRule> rules) {
        return allowed(rules)
                .<Object>map(BigDecimal::new)
                .orElseGet(() -> within(BigDecimal.valueOf(name.endsWith("id") ? 5017 : 3), rules)
                        .setScale(0, RoundingMode.CEILING)
                        .toBigInteger());
    }

    private static String text(String name, List<FieldRule> rules) {
        Optional<String> made = allowed(rules)
                .or(() -> conditions(rules, Condition.Matches.class).stream()
                        .flatMap(matches -> PatternText.of(matches.pattern()).stream())
                        .findFirst());
        String text = made.orElse(name.replace('_', '-') + "-1");
        for (Condition.MaxLength longest : conditions(rules, Condition.MaxLength.class)) {
            text = text.substring(0, Math.min(text.length(), longest.length()));
        }
        for (Condition.MinLength shortest : conditions(rules, Condition.MinLength.class)) {
            text = text + "-".repeat(Math.max(0, Math.min(200, shortest.length()) - text.length()));
        }
        return text;
    }

    private static Optional<String> allowed(List<FieldRule> rules) {
        return conditions(rules, Condition.OneOf.class).stream()
                .flatMap(one -> one.values().stream())
                .findFirst();
    }

    private static BigDecimal within(BigDecimal usual, List<FieldRule> rules) {
        BigDecimal value = usual;
        for (Condition.Minimum minimum : conditions(rules, Condition.Minimum.class)) {
            if (value.compareTo(minimum.bound()) <= 0) {
                value = minimum.exclusive() ? minimum.bound().add(BigDecimal.ONE) : minimum.bound();
            }
        }
        for (Condition.Maximum maximum : conditions(rules, Condition.Maximum.class)) {
            if (value.compareTo(maximum.bound()) >= 0) {
                value = maximum.exclusive() ? maximum.bound().subtract(BigDecimal.ONE) : maximum.bound();
            }
        }
        return value;
    }

    private static <C extends Condition> List<C> conditions(List<FieldRule> rules, Class<C> type) {
        return rules.stream()
                .map(FieldRule::condition)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
