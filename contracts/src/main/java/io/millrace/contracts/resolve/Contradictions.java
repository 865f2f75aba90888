package io.millrace.contracts.resolve;

import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.FieldRule;
import io.millrace.contracts.product.FieldRule.Condition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Rules of one field that no value can hold together, so that every record would break one of them. */
final class Contradictions {
    private Contradictions() {}

    static void check(List<FieldRule> rules, Place at, Problems problems) {
        Optional<Condition.Minimum> least = first(rules, Condition.Minimum.class);
        Optional<Condition.Maximum> most = first(rules, Condition.Maximum.class);
        if (least.isPresent() && most.isPresent()) {
            BigDecimal low = least.get().bound();
            BigDecimal high = most.get().bound();
            int order = low.compareTo(high);
            if (order > 0
                    || (order == 0 && (least.get().exclusive() || most.get().exclusive()))) {
                problems.error(
                        at,
                        "The rules contradict each other: no value is "
                                + (least.get().exclusive() ? "above " : "at least ") + low.toPlainString() + " and "
                                + (most.get().exclusive() ? "below " : "at most ") + high.toPlainString()
                                + ". Correct one of the bounds.");
            }
        }
        Optional<Condition.MinItems> fewest = first(rules, Condition.MinItems.class);
        Optional<Condition.MaxItems> largest = first(rules, Condition.MaxItems.class);
        if (fewest.isPresent()
                && largest.isPresent()
                && fewest.get().count() > largest.get().count()) {
            problems.error(
                    at,
                    "The rules contradict each other: minItems "
                            + fewest.get().count() + " is above maxItems "
                            + largest.get().count() + ". Correct one of them.");
        }
        Optional<Condition.MinLength> shortest = first(rules, Condition.MinLength.class);
        Optional<Condition.MaxLength> longest = first(rules, Condition.MaxLength.class);
        if (shortest.isPresent()
                && longest.isPresent()
                && shortest.get().length() > longest.get().length()) {
            problems.error(
                    at,
                    "The rules contradict each other: minLength "
                            + shortest.get().length() + " is above maxLength "
                            + longest.get().length() + ". Correct one of them.");
        }
    }

    private static <C extends Condition> Optional<C> first(List<FieldRule> rules, Class<C> kind) {
        return rules.stream()
                .map(FieldRule::condition)
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst();
    }
}
