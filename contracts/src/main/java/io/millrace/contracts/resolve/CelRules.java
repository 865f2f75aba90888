package io.millrace.contracts.resolve;

import io.millrace.contracts.odcs.QualityRule;
import io.millrace.contracts.problem.NearestMatch;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.RowRule;
import io.millrace.contracts.yaml.Sited;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules over the row: those written in CEL, and those that come to the same. */
final class CelRules {
    private final RuleNames names;
    private final Problems problems;

    CelRules(RuleNames names, Problems problems) {
        this.names = names;
        this.problems = problems;
    }

    /** A rule with {@code engine: cel}; empty where it cannot be one. */
    Optional<RowRule> custom(QualityRule rule, String owner, Set<String> fields) {
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

    /** A rule that holds where the expression is true. */
    RowRule rowRule(QualityRule rule, String defaultName, String expression) {
        return rowRule(rule, defaultName, expression, rule.at());
    }

    private RowRule rowRule(QualityRule rule, String defaultName, String expression, Place at) {
        QualityEntry.rejectOrFlag(rule, problems);
        return new RowRule(
                names.take(QualityEntry.name(rule, defaultName), rule.at()),
                expression,
                QualityEntry.onViolation(rule),
                at.location());
    }
}
