package io.millrace.contracts.resolve;

import io.millrace.contracts.odcs.QualityRule;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.FieldRule.Condition;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.WindowMetric;
import io.millrace.contracts.product.WindowMetric.Expectation;
import io.millrace.contracts.product.WindowMetric.Measure;
import io.millrace.contracts.product.WindowMetric.Operator;
import io.millrace.contracts.product.WindowMetric.Severity;
import io.millrace.contracts.yaml.Fields;
import io.millrace.contracts.yaml.Node;
import io.millrace.contracts.yaml.Numbers;
import io.millrace.contracts.yaml.Sited;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Library metrics that are judged over the rows of a window. */
final class WindowMetrics {
    /** Where no schedule is written. */
    static final Duration DEFAULT_WINDOW = Duration.ofHours(1);

    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final RuleNames names;
    private final RecordRules recordRules;
    private final Problems problems;

    WindowMetrics(RuleNames names, RecordRules recordRules, Problems problems) {
        this.names = names;
        this.recordRules = recordRules;
        this.problems = problems;
    }

    /** Whether a library metric looks at many records: {@code rowCount}, a share, or anything but {@code mustBe: 0}. */
    static boolean isOne(QualityRule rule) {
        Node mustBe = rule.operators().get(Operator.MUST_BE.word());
        boolean zero = rule.operators().size() == 1
                && mustBe instanceof Node.Scalar scalar
                && scalar.text().equals("0");
        return QualityEntry.metric(rule).equals("rowCount") || isPercent(rule) || !zero;
    }

    /** A metric over the rows, other than of one field. */
    Optional<WindowMetric> ofObject(QualityRule rule, Set<String> fields) {
        if (QualityEntry.metric(rule).equals("rowCount")) {
            QualityEntry.checkArguments(rule, Set.of(), problems);
            if (isPercent(rule)) {
                problems.error(rule.at(), "Metric 'rowCount' counts rows; a share of them would always be 100 %.");
                return Optional.empty();
            }
            return metric(rule, "rowCount", new Measure.Rows());
        }
        return recordRules
                .together(rule, Optional.empty(), fields)
                .flatMap(together -> metric(
                        rule, String.join("_", together) + ".duplicateValues", new Measure.Duplicates(together)));
    }

    /** A metric over the values of a field. */
    Optional<WindowMetric> ofField(QualityRule rule, String field, FieldType type) {
        Optional<? extends Measure> measure = switch (QualityEntry.metric(rule)) {
            case "nullValues" -> {
                QualityEntry.refuseArguments(rule, problems);
                yield Optional.of(new Measure.Nulls(field));
            }
            case "missingValues" ->
                recordRules
                        .missingTexts(rule, type)
                        .map(texts -> new Measure.Missing(field, new Condition.OneOf(texts)));
            case "invalidValues" -> recordRules.validity(rule, type).map(valid -> new Measure.Invalid(field, valid));
            default -> recordRules.together(rule, Optional.of(field), Set.of()).map(Measure.Duplicates::new);
        };
        return measure.flatMap(found -> metric(rule, field + "." + QualityEntry.metric(rule), found));
    }

    private Optional<WindowMetric> metric(QualityRule rule, String defaultName, Measure measure) {
        rule.onViolation()
                .ifPresent(found -> problems.error(
                        found.at(),
                        "A metric over a window cannot change or hold back records that have left: it alarms, or writes"
                                + " 'onViolation: stop' to halt the product."));
        rule.window()
                .ifPresent(found ->
                        problems.error(found.at(), "The window of a metric is its 'schedule', an ISO-8601 duration."));
        return expectation(rule)
                .map(expectation -> new WindowMetric(
                        names.take(QualityEntry.name(rule, defaultName), rule.at()),
                        measure,
                        isPercent(rule),
                        expectation,
                        window(rule),
                        rule.severity().map(Sited::value).orElse(Severity.ERROR),
                        rule.stops().isPresent(),
                        rule.at().location()));
    }

    private static boolean isPercent(QualityRule rule) {
        return rule.unit().filter(unit -> unit.value().equals("percent")).isPresent();
    }

    private Duration window(QualityRule rule) {
        rule.scheduler()
                .filter(found -> rule.schedule().isEmpty())
                .ifPresent(found -> problems.error(
                        found.at(), "'scheduler' has no effect. Write 'schedule' with an ISO-8601 duration."));
        return rule.schedule()
                .map(schedule -> {
                    Optional<Duration> window = Fields.parseDuration(schedule.value());
                    boolean fits = window.filter(
                                    found -> found.compareTo(SHORTEST) >= 0 && found.compareTo(LONGEST) <= 0)
                            .isPresent();
                    if (!fits) {
                        problems.error(
                                schedule.at(),
                                "'" + schedule.value() + "' is no window. Metrics are judged at the end of each window:"
                                        + " write its length as an ISO-8601 duration from PT10S to P31D, such as"
                                        + " PT1H or P1D.");
                    }
                    return window.orElse(DEFAULT_WINDOW);
                })
                .orElse(DEFAULT_WINDOW);
    }

    private Optional<Expectation> expectation(QualityRule rule) {
        if (rule.operators().size() != 1) {
            problems.error(
                    rule.at(),
                    "A metric has one operator, this one has "
                            + rule.operators().size() + ". Write 'mustBeBetween' for a range, or two entries.");
            return Optional.empty();
        }
        Map.Entry<String, Node> written = rule.operators().entrySet().iterator().next();
        Operator operator = operator(written.getKey());
        boolean range = operator == Operator.MUST_BE_BETWEEN || operator == Operator.MUST_NOT_BE_BETWEEN;
        List<Node> operands = range && written.getValue() instanceof Node.Sequence sequence
                ? sequence.items()
                : List.of(written.getValue());
        List<BigDecimal> numbers = new ArrayList<>();
        operands.forEach(operand -> number(operand).ifPresent(numbers::add));
        Place at = written.getValue().at();
        if (numbers.size() != operands.size() || numbers.size() != (range ? 2 : 1)) {
            problems.error(
                    at,
                    "'" + operator.word() + "' takes "
                            + (range ? "a list of two numbers, such as [10, 20]." : "a number."));
            return Optional.empty();
        }
        if (range && numbers.get(0).compareTo(numbers.get(1)) > 0) {
            problems.error(at, "The range begins above its end. Swap the two numbers.");
        }
        BigDecimal greatest = numbers.get(numbers.size() - 1);
        if (numbers.get(0).signum() < 0 || (isPercent(rule) && greatest.compareTo(HUNDRED) > 0)) {
            problems.error(at, isPercent(rule) ? "A share is from 0 to 100 percent." : "A count is never below 0.");
        }
        return Optional.of(new Expectation(operator, numbers.get(0), range ? Optional.of(greatest) : Optional.empty()));
    }

    private static Operator operator(String word) {
        for (Operator operator : Operator.values()) {
            if (operator.word().equals(word)) {
                return operator;
            }
        }
        throw new IllegalArgumentException("no operator: " + word);
    }

    private static Optional<BigDecimal> number(Node node) {
        try {
            return node instanceof Node.Scalar scalar ? Optional.of(Numbers.decimal(scalar.text())) : Optional.empty();
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }
}
