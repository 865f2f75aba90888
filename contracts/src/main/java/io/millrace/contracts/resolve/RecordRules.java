package io.millrace.contracts.resolve;

import static io.millrace.contracts.resolve.QualityEntry.checkArguments;
import static io.millrace.contracts.resolve.QualityEntry.onViolation;
import static io.millrace.contracts.resolve.QualityEntry.texts;
import static io.millrace.contracts.resolve.QualityEntry.violationPlace;

import io.millrace.contracts.odcs.Property;
import io.millrace.contracts.odcs.QualityRule;
import io.millrace.contracts.problem.NearestMatch;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.FieldRule;
import io.millrace.contracts.product.FieldRule.Condition;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.contracts.product.OnViolation;
import io.millrace.contracts.product.RowRule;
import io.millrace.contracts.product.UniqueRule;
import io.millrace.contracts.yaml.Node;
import io.millrace.contracts.yaml.Sited;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Library metrics with {@code mustBe: 0}: no record may break them. */
final class RecordRules {
    /** How long a value is remembered where neither the rule nor the input port says. */
    static final Duration DEFAULT_UNIQUE_WINDOW = Duration.ofDays(7);

    private static final Set<FieldType> LITERAL_TYPES = Set.of(Simple.STRING, Simple.INT, Simple.LONG, Simple.BOOLEAN);

    private final RuleNames names;
    private final FieldRules fieldRules;
    private final CelRules celRules;
    private final Problems problems;

    RecordRules(RuleNames names, FieldRules fieldRules, CelRules celRules, Problems problems) {
        this.names = names;
        this.fieldRules = fieldRules;
        this.celRules = celRules;
        this.problems = problems;
    }

    /** What counts as invalid, as the condition that valid values hold; what is wrong is noted. */
    Optional<Condition> validity(QualityRule rule, FieldType type) {
        Node values = rule.arguments().get("validValues");
        Node pattern = rule.arguments().get("pattern");
        checkArguments(rule, Set.of("validValues", "pattern"), problems);
        if ((values == null) == (pattern == null)) {
            problems.error(
                    rule.at(),
                    "Metric 'invalidValues' needs 'arguments: {validValues: [...]}' or 'arguments: {pattern: ...}'.");
            return Optional.empty();
        }
        return values != null
                ? fieldRules.oneOf(texts(rule, "validValues"), type, values.at())
                : fieldRules.matches(QualityEntry.text(pattern), pattern.at());
    }

    Optional<FieldRule> invalid(QualityRule rule, Property property, FieldType type) {
        return validity(rule, type)
                .map(found -> fieldRule(rule, property, property.fieldName().value() + ".invalidValues", found));
    }

    private FieldRule fieldRule(QualityRule rule, Property property, String defaultName, Condition condition) {
        OnViolation onViolation = onViolation(rule);
        fieldRules.checkViolation(onViolation, Optional.of(condition), property, violationPlace(rule));
        return new FieldRule(names.take(QualityEntry.name(rule, defaultName), rule.at()), condition, onViolation);
    }

    /** Whether the entry puts something in the place of a missing value, so that it is a rule of the field. */
    static boolean mends(QualityRule rule) {
        return onViolation(rule) == OnViolation.NULLIFY || onViolation(rule) == OnViolation.DEFAULT;
    }

    /** The texts that stand for a missing value become null or the default; null stays what it is. */
    Optional<FieldRule> missingMended(QualityRule rule, Property property, FieldType type) {
        return missingTexts(rule, type)
                .map(found -> fieldRule(
                        rule, property, property.fieldName().value() + ".missingValues", new Condition.NoneOf(found)));
    }

    Optional<RowRule> missing(QualityRule rule, Property property, FieldType type) {
        String field = property.fieldName().value();
        return missingTexts(rule, type).map(texts -> {
            List<String> literals = texts.stream()
                    .map(text -> type == Simple.STRING ? quoted(text) : text)
                    .toList();
            String present = "row." + field + " != null";
            return celRules.rowRule(
                    rule,
                    field + ".missingValues",
                    literals.isEmpty()
                            ? present
                            : present + " && !(row." + field + " in [" + String.join(", ", literals) + "])");
        });
    }

    /** The values beside null that stand for a missing one. */
    Optional<List<String>> missingTexts(QualityRule rule, FieldType type) {
        checkArguments(rule, Set.of("missingValues"), problems);
        List<String> texts = texts(rule, "missingValues");
        if (texts.isEmpty()) {
            return Optional.of(texts);
        }
        if (!LITERAL_TYPES.contains(type)) {
            problems.error(
                    rule.at(),
                    "'missingValues' other than null are run for string, integer and boolean only. Write a quality"
                            + " entry with engine: cel.");
            return Optional.empty();
        }
        return fieldRules.literals(texts, type, QualityEntry.place(rule, "missingValues"))
                ? Optional.of(texts)
                : Optional.empty();
    }

    OnViolation onMissing(QualityRule rule, Property property) {
        OnViolation onViolation = onViolation(rule);
        if (onViolation != OnViolation.REJECT && onViolation != OnViolation.DEFAULT) {
            problems.error(
                    violationPlace(rule),
                    "A required field that is null can be rejected or take its default: write onViolation 'reject' or"
                            + " 'default', or make the field optional.");
            return OnViolation.REJECT;
        }
        fieldRules.checkViolation(onViolation, Optional.empty(), property, violationPlace(rule));
        return onViolation;
    }

    /** The fields that must differ together: the property's own, or those that the entry of an object names. */
    Optional<List<String>> together(QualityRule rule, Optional<String> own, Set<String> fields) {
        if (own.isPresent()) {
            checkArguments(rule, Set.of(), problems);
            return own.map(List::of);
        }
        checkArguments(rule, Set.of("properties"), problems);
        List<String> named = texts(rule, "properties");
        if (named.isEmpty()) {
            problems.error(rule.at(), "Metric 'duplicateValues' of an object needs 'arguments: {properties: [...]}'.");
            return Optional.empty();
        }
        boolean known = true;
        for (String field : named) {
            if (!fields.contains(field)) {
                known = false;
                problems.error(
                        QualityEntry.place(rule, "properties"),
                        "'" + field + "' is no field of the contract. " + NearestMatch.hint(field, fields));
            }
        }
        return known ? Optional.of(named) : Optional.empty();
    }

    /** @param identityWindow for how long the input port remembers, if it does */
    UniqueRule unique(QualityRule rule, List<String> fields, Optional<Duration> identityWindow) {
        QualityEntry.rejectOrFlag(rule, problems);
        Duration window =
                rule.window().map(Sited::value).or(() -> identityWindow).orElse(DEFAULT_UNIQUE_WINDOW);
        return new UniqueRule(
                names.take(QualityEntry.name(rule, String.join("_", fields) + ".duplicateValues"), rule.at()),
                fields,
                window,
                onViolation(rule),
                rule.at().location());
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
