package io.millrace.contracts.resolve;

import io.millrace.contracts.odcs.Property;
import io.millrace.contracts.odcs.QualityRule;
import io.millrace.contracts.odcs.QualityRule.Severity;
import io.millrace.contracts.problem.NearestMatch;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.FieldRule;
import io.millrace.contracts.product.FieldRule.Condition;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.OnViolation;
import io.millrace.contracts.product.RowRule;
import io.millrace.contracts.yaml.Node;
import io.millrace.contracts.yaml.Sited;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code quality} entries of a contract: record rules are run; everything that counts over many records, is another
 * tool's language, or has no meaning over a stream is refused by name.
 */
final class QualityRules {
    private static final Set<String> RECORD_METRICS = Set.of("nullValues", "missingValues", "invalidValues");
    private static final Set<String> WINDOWED_METRICS = Set.of("rowCount", "duplicateValues");

    private final RuleNames names;
    private final FieldRules fieldRules;
    private final Problems problems;

    QualityRules(RuleNames names, FieldRules fieldRules, Problems problems) {
        this.names = names;
        this.fieldRules = fieldRules;
        this.problems = problems;
    }

    /**
     * What the entries of one property come to.
     *
     * @param fieldRules checks of the field's value
     * @param rowRules checks written in CEL
     * @param onMissing what the contract says about null in a required field, if it does
     */
    record PropertyRules(List<FieldRule> fieldRules, List<RowRule> rowRules, Optional<OnViolation> onMissing) {}

    /** The rules over whole rows. */
    List<RowRule> ofObject(List<QualityRule> quality, Set<String> fields) {
        List<RowRule> rules = new ArrayList<>();
        for (QualityRule rule : quality) {
            if (refused(rule)) {
                continue;
            }
            if (rule.kind() == QualityRule.Kind.CUSTOM) {
                cel(rule, "row", fields).ifPresent(rules::add);
            } else if (rule.kind() == QualityRule.Kind.LIBRARY) {
                problems.error(rule.at(), "Metric '" + metric(rule) + "' belongs to a property, not to the object.");
            }
        }
        return rules;
    }

    /** The rules of a property. */
    PropertyRules ofProperty(Property property, FieldType type, Set<String> fields) {
        List<FieldRule> checks = new ArrayList<>();
        List<RowRule> rows = new ArrayList<>();
        Optional<OnViolation> onMissing = Optional.empty();
        String field = property.fieldName().value();
        for (QualityRule rule : property.quality()) {
            if (refused(rule)) {
                continue;
            }
            if (rule.kind() == QualityRule.Kind.CUSTOM) {
                cel(rule, field, fields).ifPresent(rows::add);
            } else if (rule.kind() == QualityRule.Kind.LIBRARY) {
                switch (metric(rule)) {
                    case "invalidValues" -> invalid(rule, property, type).ifPresent(checks::add);
                    case "missingValues" -> missing(rule, property, type).ifPresent(rows::add);
                    default -> {
                        if (property.required()) {
                            onMissing = Optional.of(onMissing(rule, property));
                        } else {
                            rows.add(rowRule(rule, field + ".nullValues", "row." + field + " != null"));
                        }
                    }
                }
            }
        }
        return new PropertyRules(checks, rows, onMissing);
    }

    private Optional<FieldRule> invalid(QualityRule rule, Property property, FieldType type) {
        Node values = rule.arguments().get("validValues");
        Node pattern = rule.arguments().get("pattern");
        checkArguments(rule, Set.of("validValues", "pattern"));
        if ((values == null) == (pattern == null)) {
            problems.error(
                    rule.at(),
                    "Metric 'invalidValues' needs 'arguments: {validValues: [...]}' or 'arguments: {pattern: ...}'.");
            return Optional.empty();
        }
        Optional<Condition> condition = values != null
                ? fieldRules.oneOf(texts(values), type, values.at())
                : fieldRules.matches(text(pattern), pattern.at());
        return condition.map(found -> {
            String name =
                    rule.name().map(Sited::value).orElse(property.fieldName().value() + ".invalidValues");
            OnViolation onViolation = onViolation(rule);
            fieldRules.checkViolation(onViolation, Optional.of(found), property, violationPlace(rule));
            return new FieldRule(names.take(name, rule.at()), found, onViolation);
        });
    }

    private Optional<RowRule> missing(QualityRule rule, Property property, FieldType type) {
        String field = property.fieldName().value();
        checkArguments(rule, Set.of("missingValues"));
        Node values = rule.arguments().get("missingValues");
        List<String> conditions = new ArrayList<>();
        conditions.add("row." + field + " != null");
        List<String> literals = literals(values);
        if (!literals.isEmpty()) {
            if (type != FieldType.Simple.STRING) {
                problems.error(rule.at(), "'missingValues' other than null are run for logicalType string only.");
                return Optional.empty();
            }
            conditions.add("!(row." + field + " in [" + String.join(", ", literals) + "])");
        }
        return Optional.of(rowRule(rule, field + ".missingValues", String.join(" && ", conditions)));
    }

    private OnViolation onMissing(QualityRule rule, Property property) {
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

    private Optional<RowRule> cel(QualityRule rule, String owner, Set<String> fields) {
        Optional<Sited<String>> implementation = rule.implementation();
        if (implementation.isEmpty()) {
            problems.error(rule.at(), "'implementation' is missing: CEL over 'row', true where the rule holds.");
            return Optional.empty();
        }
        String expression = implementation.get().value().strip();
        boolean readsRow = false;
        for (List<String> steps : ReadPaths.of(expression)) {
            if (steps.get(0).equals("row") && steps.size() > 1) {
                readsRow = true;
                if (!fields.contains(steps.get(1))) {
                    problems.error(
                            implementation.get().at(),
                            "'row." + steps.get(1) + "' is no field of the contract. "
                                    + NearestMatch.hint(steps.get(1), fields));
                }
            }
        }
        if (!readsRow) {
            problems.error(
                    implementation.get().at(),
                    "The rule reads no field, so it cannot tell records apart. Fields are read as 'row.<name>'.");
        }
        if (rule.name().isEmpty() && owner.equals("row")) {
            problems.error(rule.at(), "'name' is missing: dead letters and metrics call the rule by it.");
            return Optional.empty();
        }
        return Optional.of(
                rowRule(rule, owner + ".cel", expression, implementation.get().at()));
    }

    private RowRule rowRule(QualityRule rule, String defaultName, String expression) {
        return rowRule(rule, defaultName, expression, rule.at());
    }

    private RowRule rowRule(QualityRule rule, String defaultName, String expression, Place at) {
        OnViolation onViolation = onViolation(rule);
        if (onViolation != OnViolation.REJECT && onViolation != OnViolation.FLAG) {
            problems.error(violationPlace(rule), "This rule can only 'reject' or 'flag': it changes no single value.");
        }
        String name = rule.name().map(Sited::value).orElse(defaultName);
        return new RowRule(names.take(name, rule.at()), expression, onViolation, at.location());
    }

    /** Whether an entry is not run: refused by name, or text for people. */
    private boolean refused(QualityRule rule) {
        Place at = rule.at();
        switch (rule.kind()) {
            case TEXT -> {
                return true;
            }
            case SQL -> {
                problems.error(at, "SQL rules are not run. Write a rule with type: custom, engine: cel.");
                return true;
            }
            case CUSTOM -> {
                String engine = rule.engine().map(Sited::value).orElse("");
                if (!engine.equals("cel")) {
                    problems.error(
                            rule.engine().map(Sited::at).orElse(at),
                            "Engine '" + engine + "' is not run here. Allowed: cel.");
                    return true;
                }
            }
            default -> {
                if (refusedMetric(rule)) {
                    return true;
                }
            }
        }
        if (rule.scheduled().isPresent()) {
            problems.error(rule.scheduled().get(), "A record rule runs on every record, not on a schedule. Remove it.");
        }
        return false;
    }

    private boolean refusedMetric(QualityRule rule) {
        String metric = metric(rule);
        Place at = rule.metric().map(Sited::at).orElse(rule.at());
        if (WINDOWED_METRICS.contains(metric)) {
            problems.error(
                    at,
                    "Metric '" + metric + "' counts over many records and is not run yet. Run are nullValues,"
                            + " missingValues and invalidValues with 'mustBe: 0', and engine: cel.");
            return true;
        }
        if (!RECORD_METRICS.contains(metric)) {
            problems.error(
                    at,
                    metric.isEmpty()
                            ? "'metric' is missing. " + NearestMatch.hint(metric, RECORD_METRICS)
                            : "Metric '" + metric + "' is not known. " + NearestMatch.hint(metric, RECORD_METRICS));
            return true;
        }
        boolean percent =
                rule.unit().filter(unit -> !unit.value().equals("rows")).isPresent();
        Node mustBe = rule.operators().get("mustBe");
        boolean zero = rule.operators().size() == 1
                && mustBe instanceof Node.Scalar scalar
                && scalar.text().equals("0");
        if (percent || !zero) {
            problems.error(
                    rule.at(),
                    "Metric '" + metric + "' is run as a record rule only, that is with 'mustBe: 0' and in rows. Shares"
                            + " and other operators count over many records and are not run yet.");
            return true;
        }
        return false;
    }

    private void checkArguments(QualityRule rule, Set<String> allowed) {
        rule.arguments().forEach((key, value) -> {
            if (!allowed.contains(key)) {
                problems.error(value.at(), "Unknown argument '" + key + "'. " + NearestMatch.hint(key, allowed));
            }
        });
    }

    private static OnViolation onViolation(QualityRule rule) {
        Severity severity = rule.severity().map(Sited::value).orElse(Severity.ERROR);
        return rule.onViolation()
                .map(Sited::value)
                .orElse(severity == Severity.ERROR ? OnViolation.REJECT : OnViolation.FLAG);
    }

    private static Place violationPlace(QualityRule rule) {
        return rule.onViolation().map(Sited::at).orElse(rule.at());
    }

    private static String metric(QualityRule rule) {
        return rule.metric().map(Sited::value).orElse("");
    }

    private static List<String> texts(Node node) {
        List<String> texts = new ArrayList<>();
        if (node instanceof Node.Sequence sequence) {
            sequence.items().forEach(item -> texts.add(text(item)));
        }
        return texts;
    }

    private static List<String> literals(@Nullable Node node) {
        List<String> literals = new ArrayList<>();
        if (node instanceof Node.Sequence sequence) {
            for (Node item : sequence.items()) {
                if (item instanceof Node.Scalar scalar && scalar.type() != Node.Type.NULL) {
                    literals.add('"' + scalar.text().replace("\\", "\\\\").replace("\"", "\\\"") + '"');
                }
            }
        }
        return literals;
    }

    private static String text(Node node) {
        return node instanceof Node.Scalar scalar ? scalar.text() : "";
    }
}
