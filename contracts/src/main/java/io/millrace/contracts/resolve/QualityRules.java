package io.millrace.contracts.resolve;

import io.millrace.contracts.odcs.Property;
import io.millrace.contracts.odcs.QualityRule;
import io.millrace.contracts.problem.NearestMatch;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldRule;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.OnViolation;
import io.millrace.contracts.product.RowInputs;
import io.millrace.contracts.product.RowRule;
import io.millrace.contracts.product.UniqueRule;
import io.millrace.contracts.product.WindowMetric;
import io.millrace.contracts.yaml.Sited;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code quality} entries of a contract: record rules and windowed metrics are run; what is another tool's language,
 * or has no meaning over a stream, is refused by name. Used for one contract.
 */
final class QualityRules {
    private static final Set<String> OBJECT_METRICS = Set.of("rowCount", "duplicateValues");
    private static final Set<String> FIELD_METRICS =
            Set.of("nullValues", "missingValues", "invalidValues", "duplicateValues");
    private static final Set<String> METRICS =
            Set.of("rowCount", "nullValues", "missingValues", "invalidValues", "duplicateValues");

    static final String KEPT_ROWS =
            "The rows of this contract are put together after masking, from several records: only"
                    + " 'rowCount' looks at many of them. Check the values in a contract that reads one input port.";

    private static final Set<FieldType> WITHOUT_TEXT =
            Set.of(FieldType.Simple.FLOAT, FieldType.Simple.DOUBLE, FieldType.Simple.BYTES);

    private final CelRules celRules;
    private final RecordRules recordRules;
    private final WindowMetrics windowMetrics;
    private final Optional<Duration> identityWindow;
    private final Problems problems;
    private final List<WindowMetric> metrics = new ArrayList<>();
    private final List<UniqueRule> unique = new ArrayList<>();
    private final List<Together> together = new ArrayList<>();

    /** Entries that look at values of many rows. */
    private final List<Place> ofValues = new ArrayList<>();

    /** Fields whose values are compared, and the entry that says so. */
    private record Together(Place at, List<String> fields) {}

    /** @param identityWindow for how long the input port remembers event ids, if it does */
    QualityRules(RuleNames names, FieldRules fieldRules, Optional<Duration> identityWindow, Problems problems) {
        this.celRules = new CelRules(names, problems);
        this.recordRules = new RecordRules(names, fieldRules, celRules, problems);
        this.windowMetrics = new WindowMetrics(names, recordRules, problems);
        this.identityWindow = identityWindow;
        this.problems = problems;
    }

    /**
     * What the entries of one property come to, beside {@link #metrics} and {@link #unique}.
     *
     * @param fieldRules checks of the field's value
     * @param rowRules checks written in CEL
     * @param onMissing what the contract says about null in a required field, if it does
     */
    record PropertyRules(List<FieldRule> fieldRules, List<RowRule> rowRules, Optional<OnViolation> onMissing) {}

    /** The metrics of all entries seen so far. */
    List<WindowMetric> metrics() {
        return metrics;
    }

    /** The rules against duplicates of all entries seen so far. */
    List<UniqueRule> unique() {
        return unique;
    }

    /** The rules over whole rows. */
    List<RowRule> ofObject(List<QualityRule> quality, Set<String> fields) {
        List<RowRule> rules = new ArrayList<>();
        for (QualityRule rule : quality) {
            if (refused(rule)) {
                continue;
            }
            if (rule.kind() == QualityRule.Kind.CUSTOM) {
                celRules.custom(rule, "row", fields).ifPresent(rules::add);
            } else if (!OBJECT_METRICS.contains(QualityEntry.metric(rule))) {
                problems.error(
                        rule.at(),
                        "Metric '" + QualityEntry.metric(rule) + "' belongs to a property, not to the object.");
            } else if (WindowMetrics.isOne(rule)) {
                windowMetrics.ofObject(rule, fields).ifPresent(metric -> addMetric(rule, metric));
            } else {
                recordRules.together(rule, Optional.empty(), fields).ifPresent(together -> addUnique(rule, together));
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
            String metric = QualityEntry.metric(rule);
            if (refused(rule)) {
                continue;
            }
            if (rule.kind() == QualityRule.Kind.CUSTOM) {
                celRules.custom(rule, field, fields).ifPresent(rows::add);
            } else if (!FIELD_METRICS.contains(metric)) {
                problems.error(rule.at(), "Metric '" + metric + "' belongs to the schema object, not to a property.");
            } else if (!fields.contains(field) && (WindowMetrics.isOne(rule) || metric.equals("duplicateValues"))) {
                problems.error(
                        rule.at(),
                        "Many records are looked at by fields of the row only, not inside an object, array or map."
                                + " Serve the value as a field of its own.");
            } else if (WindowMetrics.isOne(rule)) {
                windowMetrics.ofField(rule, field, type).ifPresent(found -> addMetric(rule, found));
            } else if (metric.equals("invalidValues")) {
                recordRules.invalid(rule, property, type).ifPresent(checks::add);
            } else if (metric.equals("missingValues") && RecordRules.mends(rule)) {
                recordRules.missingMended(rule, property, type).ifPresent(checks::add);
            } else if (metric.equals("missingValues")) {
                recordRules.missing(rule, property, type).ifPresent(rows::add);
            } else if (metric.equals("duplicateValues")) {
                recordRules.together(rule, Optional.of(field), fields).ifPresent(own -> addUnique(rule, own));
            } else if (property.required()) {
                QualityEntry.refuseArguments(rule, problems);
                if (onMissing.isPresent()) {
                    problems.error(
                            rule.at(),
                            "A second entry with metric 'nullValues': one entry says what happens to null. Keep one of"
                                    + " them.");
                }
                onMissing = Optional.of(recordRules.onMissing(rule, property));
            } else {
                QualityEntry.refuseArguments(rule, problems);
                rows.add(celRules.rowRule(rule, field + ".nullValues", "row." + field + " != null"));
            }
        }
        return new PropertyRules(checks, rows, onMissing);
    }

    private void addMetric(QualityRule rule, WindowMetric metric) {
        metrics.add(metric);
        if (!(metric.measure() instanceof WindowMetric.Measure.Rows)) {
            ofValues.add(rule.at());
        }
        if (metric.measure() instanceof WindowMetric.Measure.Duplicates duplicates) {
            together.add(new Together(rule.at(), duplicates.fields()));
        }
    }

    private void addUnique(QualityRule rule, List<String> fields) {
        together.add(new Together(rule.at(), fields));
        ofValues.add(rule.at());
        unique.add(recordRules.unique(rule, fields, identityWindow));
    }

    /** Notes what cannot be run where rows are put together after masking: the clear values are not there together. */
    void checkWholeRows(RowInputs inputs) {
        if (inputs.keepsRows()) {
            ofValues.forEach(at -> problems.error(at, KEPT_ROWS));
        }
    }

    /** Notes rules against duplicates over fields whose values have no one text. */
    void checkComparable(List<Field> fields) {
        together.forEach(found -> fields.stream()
                .filter(field -> found.fields().contains(field.name()))
                .filter(field -> !(field.type() instanceof FieldType.Scalar) || WITHOUT_TEXT.contains(field.type()))
                .forEach(field -> problems.error(
                        found.at(),
                        "Values of field '" + field.name() + "' have no one text, so that nobody can tell which are"
                                + " equal. Compare text, whole numbers, decimals, dates or times.")));
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
                if (WindowMetrics.isOne(rule)) {
                    return false;
                }
            }
        }
        rule.schedule()
                .or(rule::scheduler)
                .ifPresent(found -> problems.error(
                        found.at(), "A record rule runs on every record, not on a schedule. Remove it."));
        rule.stops()
                .ifPresent(found -> problems.error(
                        found,
                        "A record rule cannot stop the product: it rejects records, and the failure budget stops a"
                                + " product that rejects too many."));
        rule.window()
                .filter(found -> !QualityEntry.metric(rule).equals("duplicateValues"))
                .ifPresent(found -> problems.error(
                        found.at(), "'window' has an effect for metric 'duplicateValues' only. Remove it."));
        return false;
    }

    private boolean refusedMetric(QualityRule rule) {
        String metric = QualityEntry.metric(rule);
        Place at = rule.metric().map(Sited::at).orElse(rule.at());
        if (!METRICS.contains(metric)) {
            problems.error(
                    at,
                    metric.isEmpty()
                            ? "'metric' is missing. " + NearestMatch.hint(metric, METRICS)
                            : "Metric '" + metric + "' is not known. " + NearestMatch.hint(metric, METRICS));
            return true;
        }
        rule.unit()
                .filter(unit -> !Set.of("rows", "percent").contains(unit.value()))
                .ifPresent(unit -> problems.error(
                        unit.at(),
                        "Unit '" + unit.value() + "' is not known. "
                                + NearestMatch.hint(unit.value(), Set.of("rows", "percent"))));
        return false;
    }
}
