package io.millrace.contracts.resolve;

import io.millrace.contracts.odcs.ContractDocument.ServiceLevel;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.WindowMetric;
import io.millrace.contracts.product.WindowMetric.Expectation;
import io.millrace.contracts.product.WindowMetric.Measure;
import io.millrace.contracts.product.WindowMetric.Operator;
import io.millrace.contracts.product.WindowMetric.Severity;
import io.millrace.contracts.yaml.Numbers;
import io.millrace.contracts.yaml.Sited;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Service levels that promise a share of the records: metrics over windows of an hour, under the level's name. */
final class ShareLevels {
    private static final Map<String, Measure> MEASURES =
            Map.of("completeness", new Measure.Kept(), "errorRate", new Measure.Rejected());
    private static final Set<String> PERCENT = Set.of("%", "percent");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private ShareLevels() {}

    /** The metrics that the levels come to; what is wrong is noted. */
    static List<WindowMetric> of(List<ServiceLevel> levels, RuleNames names, Problems problems) {
        return levels.stream()
                .flatMap(level ->
                        Optional.ofNullable(MEASURES.get(level.property().value()))
                                .flatMap(measure -> metric(level, measure, names, problems))
                                .stream())
                .toList();
    }

    private static Optional<WindowMetric> metric(
            ServiceLevel level, Measure measure, RuleNames names, Problems problems) {
        String name = level.property().value();
        level.unit()
                .filter(unit -> !PERCENT.contains(unit.value()))
                .ifPresent(unit -> problems.error(
                        unit.at(), "'" + name + "' is a share: write 'unit: percent', or leave the unit out."));
        level.element()
                .ifPresent(element -> problems.error(
                        element.at(), "'" + name + "' counts records, not values of an element. Remove it."));
        Optional<BigDecimal> share = share(level.value());
        if (share.isEmpty()) {
            problems.error(level.value().at(), "must be a share from 0 to 100 percent.");
        }
        Operator operator =
                name.equals("completeness") ? Operator.MUST_BE_GREATER_OR_EQUAL_TO : Operator.MUST_BE_LESS_OR_EQUAL_TO;
        return share.map(bound -> new WindowMetric(
                names.take(name, level.at()),
                measure,
                true,
                new Expectation(operator, bound, Optional.empty()),
                WindowMetrics.DEFAULT_WINDOW,
                Severity.ERROR,
                false,
                level.at().location()));
    }

    private static Optional<BigDecimal> share(Sited<String> value) {
        try {
            BigDecimal share = Numbers.decimal(value.value());
            return share.signum() >= 0 && share.compareTo(HUNDRED) <= 0 ? Optional.of(share) : Optional.empty();
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }
}
