package io.millrace.contracts.resolve;

import io.millrace.contracts.avro.FieldDefault;
import io.millrace.contracts.odcs.Property;
import io.millrace.contracts.pattern.PatternProbe;
import io.millrace.contracts.pattern.PatternSteps;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.FieldRule;
import io.millrace.contracts.product.FieldRule.Condition;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.OnViolation;
import io.millrace.contracts.yaml.Numbers;
import io.millrace.contracts.yaml.Sited;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The rules in {@code logicalTypeOptions} and {@code enum} of a property. */
final class FieldRules {
    private static final Set<FieldType> NUMBERS = Set.of(Simple.INT, Simple.LONG, Simple.FLOAT, Simple.DOUBLE);
    private static final Set<Simple> TIMES = Set.of(
            Simple.DATE,
            Simple.TIME_MILLIS,
            Simple.TIME_MICROS,
            Simple.TIMESTAMP_MILLIS,
            Simple.TIMESTAMP_MICROS,
            Simple.LOCAL_TIMESTAMP_MILLIS,
            Simple.LOCAL_TIMESTAMP_MICROS);
    private static final Set<FieldType> COMPARABLE_TEXT =
            Set.of(Simple.STRING, Simple.INT, Simple.LONG, Simple.BOOLEAN);

    private final RuleNames names;
    private final Problems problems;
    private final ItemRules items;

    FieldRules(RuleNames names, Problems problems) {
        this.names = names;
        this.problems = problems;
        this.items = new ItemRules(problems);
    }

    /** The rules of a property of the given type and mask; what cannot be run is noted. */
    List<FieldRule> of(Property property, FieldType type, Mask mask) {
        OnViolation onViolation =
                property.ours().onViolation().map(Sited::value).orElse(OnViolation.REJECT);
        List<FieldRule> rules = new ArrayList<>();
        property.options()
                .forEach((key, option) -> condition(key, option, type, property)
                        .ifPresent(condition -> rules.add(rule(property, key, condition, onViolation, option.at()))));
        property.allowed()
                .filter(values -> !(type instanceof FieldType.Enumeration))
                .ifPresent(values -> {
                    Place at = values.isEmpty() ? property.at() : values.get(0).at();
                    oneOf(values.stream().map(Sited::value).toList(), type, at)
                            .ifPresent(condition -> rules.add(rule(property, "enum", condition, onViolation, at)));
                });
        // The order of a map's keys is not the author's; this one is stable.
        rules.sort(Comparator.comparing(FieldRule::name));
        Contradictions.check(rules, property.at(), problems);
        property.ours().onViolation().ifPresent(found -> {
            if (rules.isEmpty()) {
                problems.error(
                        found.at(),
                        "'onViolation' has no effect: the property has no logicalTypeOptions and no enum to break."
                                + " For a quality entry write it there.");
            }
        });
        if (mask instanceof Mask.Year && !rules.isEmpty()) {
            problems.error(
                    property.at(),
                    "Rules in logicalTypeOptions are not run beside mask 'generalize: {to: year}', whose type is not"
                            + " that of the clear value. Write a quality entry with engine: cel.");
        }
        if (mask instanceof Mask.Drop && type instanceof FieldType.ListOf && !rules.isEmpty()) {
            problems.error(
                    property.at(),
                    "Rules on the items of an array that is dropped are not run: its items are not read. Remove them.");
        }
        return rules;
    }

    /** Notes an {@code onViolation} that the field or the rule does not allow. */
    void checkViolation(OnViolation onViolation, Optional<Condition> condition, Property property, Place at) {
        String name = property.fieldName().value();
        if (onViolation == OnViolation.NULLIFY && property.required()) {
            problems.error(at, "'nullify' needs a field that may be null, but '" + name + "' is required.");
        }
        if (onViolation == OnViolation.DEFAULT
                && property.ours().defaultValue().isEmpty()
                && !property.avro().containsKey("avroDefault")) {
            problems.error(
                    at, "'default' needs a default: write 'default' in the millrace map of property '" + name + "'.");
        }
        boolean nearest = condition
                .filter(found -> (found instanceof Condition.Minimum minimum && !minimum.exclusive())
                        || (found instanceof Condition.Maximum maximum && !maximum.exclusive())
                        || found instanceof Condition.MaxLength)
                .isPresent();
        if (onViolation == OnViolation.CLAMP && !nearest) {
            problems.error(at, "'clamp' needs a bound that the value can take: 'minimum', 'maximum' or 'maxLength'.");
        }
    }

    private FieldRule rule(Property property, String key, Condition condition, OnViolation onViolation, Place at) {
        Place where = property.ours().onViolation().map(Sited::at).orElse(at);
        checkViolation(onViolation, Optional.of(condition), property, where);
        return new FieldRule(names.take(property.fieldName().value() + "." + key, at), condition, onViolation);
    }

    private Optional<Condition> condition(String key, Sited<String> option, FieldType type, Property property) {
        return switch (key) {
            case "minimum" ->
                bound(option, type).map(bound -> new Condition.Minimum(bound, isTrue(property, "exclusiveMinimum")));
            case "exclusiveMinimum" ->
                besideBound(option, property, "minimum")
                        ? Optional.empty()
                        : bound(option, type).map(bound -> new Condition.Minimum(bound, true));
            case "maximum" ->
                bound(option, type).map(bound -> new Condition.Maximum(bound, isTrue(property, "exclusiveMaximum")));
            case "exclusiveMaximum" ->
                besideBound(option, property, "maximum")
                        ? Optional.empty()
                        : bound(option, type).map(bound -> new Condition.Maximum(bound, true));
            case "multipleOf" -> divisor(option, type).map(Condition.MultipleOf::new);
            case "minLength" -> text(option, type).flatMap(this::count).map(Condition.MinLength::new);
            case "maxLength" -> text(option, type).flatMap(this::count).map(Condition.MaxLength::new);
            case "minItems" -> items.option(option, type).flatMap(this::count).map(Condition.MinItems::new);
            case "maxItems" -> items.option(option, type).flatMap(this::count).map(Condition.MaxItems::new);
            case "uniqueItems" -> items.unique(option, type);
            case "pattern" -> text(option, type).flatMap(found -> matches(found.value(), option.at()));
            case "format" -> format(option, type);
            case "timezone", "defaultTimezone" -> {
                // Part of the type, and of how values are read.
                Zones.check(key, option, type, problems);
                yield Optional.empty();
            }
            default -> {
                refuse(key, option, "Write a quality entry with engine: cel.");
                yield Optional.empty();
            }
        };
    }

    /** ODCS 3.0 wrote true or false, as a word about the bound beside it. */
    private static boolean isTrue(Property property, String key) {
        Sited<String> option = property.options().get(key);
        return option != null && option.value().equals("true");
    }

    private boolean besideBound(Sited<String> option, Property property, String bound) {
        boolean word = option.value().equals("true") || option.value().equals("false");
        if (word && !property.options().containsKey(bound)) {
            problems.error(
                    option.at(), "'" + option.value() + "' says how '" + bound + "' is meant, but there is none.");
        }
        return word;
    }

    private Optional<BigDecimal> divisor(Sited<String> option, FieldType type) {
        if (!(type instanceof FieldType.Decimal) && type != Simple.INT && type != Simple.LONG) {
            problems.error(
                    option.at(),
                    "'multipleOf' is run for whole numbers and decimals only: a binary fraction has no exact"
                            + " multiples.");
            return Optional.empty();
        }
        return bound(option, type).filter(found -> {
            if (found.signum() <= 0) {
                problems.error(option.at(), "must be above 0, but is '" + option.value() + "'.");
            }
            return found.signum() > 0;
        });
    }

    private Optional<BigDecimal> bound(Sited<String> option, FieldType type) {
        if (type instanceof Simple simple && TIMES.contains(simple)) {
            try {
                return Optional.of(new BigDecimal(
                        FieldDefault.avroValue(type, option.value()).toString()));
            } catch (IllegalArgumentException none) {
                problems.error(option.at(), "Bound '" + option.value() + "' " + none.getMessage() + ".");
                return Optional.empty();
            }
        }
        if (!(type instanceof FieldType.Decimal) && !NUMBERS.contains(type)) {
            problems.error(
                    option.at(),
                    "A bound is run for numbers, dates and times only. For text write a quality entry with engine:"
                            + " cel.");
            return Optional.empty();
        }
        try {
            return Optional.of(Numbers.decimal(option.value()));
        } catch (NumberFormatException e) {
            problems.error(option.at(), "must be a number, but is '" + option.value() + "'.");
            return Optional.empty();
        }
    }

    private Optional<Integer> count(Sited<String> option) {
        try {
            int count = Integer.parseInt(option.value());
            if (count >= 0) {
                return Optional.of(count);
            }
        } catch (NumberFormatException e) {
            // Reported below, as a negative one is.
        }
        problems.error(option.at(), "must be a whole number of at least 0, but is '" + option.value() + "'.");
        return Optional.empty();
    }

    private Optional<Sited<String>> text(Sited<String> option, FieldType type) {
        if (type != Simple.STRING) {
            problems.error(option.at(), "This option is for logicalType string only. Remove it.");
            return Optional.empty();
        }
        return Optional.of(option);
    }

    /** A regular expression as a condition; one that does not compile is noted. */
    Optional<Condition> matches(String pattern, Place at) {
        try {
            Pattern compiled = Pattern.compile(pattern);
            Optional<String> tooMany = PatternSteps.tooMany(pattern);
            if (tooMany.isPresent()) {
                problems.error(at, "The regular expression " + tooMany.get());
                return Optional.empty();
            }
            Optional<Character> exhausted = PatternProbe.exhaustedBy(compiled);
            if (exhausted.isPresent()) {
                problems.error(
                        at,
                        "The regular expression takes exponential time, as on many '" + exhausted.get()
                                + "' in a row. Do not repeat a group that repeats: write a+ for (a+)+.");
                return Optional.empty();
            }
            return Optional.of(new Condition.Matches(pattern));
        } catch (PatternSyntaxException e) {
            problems.error(at, "The regular expression does not compile: " + e.getDescription() + ".");
            return Optional.empty();
        }
    }

    /** Whether all texts are values of the type; those that are not are noted. */
    boolean literals(List<String> texts, FieldType type, Place at) {
        boolean all = true;
        for (String text : texts) {
            try {
                FieldDefault.avroValue(type, text);
            } catch (IllegalArgumentException none) {
                all = false;
                problems.error(at, "'" + text + "' " + none.getMessage() + ".");
            }
        }
        return all;
    }

    /** A closed list of values as a condition; one that cannot be compared as text is noted. */
    Optional<Condition> oneOf(List<String> values, FieldType type, Place at) {
        if (values.isEmpty()) {
            problems.error(at, "The list of allowed values is empty: every record would break it.");
            return Optional.empty();
        }
        if (!COMPARABLE_TEXT.contains(type) && !(type instanceof FieldType.Enumeration)) {
            problems.error(
                    at,
                    "A list of allowed values is run for string, integer and boolean only. Write a quality entry with"
                            + " engine: cel.");
            return Optional.empty();
        }
        return Optional.of(new Condition.OneOf(values));
    }

    private Optional<Condition> format(Sited<String> option, FieldType type) {
        Optional<Condition> condition = Formats.of(option.value(), type);
        if (condition.isPresent() || Formats.demandsNothing(option.value(), type)) {
            return condition;
        }
        refuse(
                "format: " + option.value(),
                option,
                type == Simple.STRING
                        ? "Run are " + Formats.texts() + "; for others write 'pattern'."
                        : "The value is typed, not text. Remove it.");
        return Optional.empty();
    }

    private void refuse(String key, Sited<String> option, String advice) {
        problems.error(option.at(), "'" + key + "' is not run. " + advice);
    }
}
