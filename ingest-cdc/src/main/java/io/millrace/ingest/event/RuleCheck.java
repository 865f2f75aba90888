package io.millrace.ingest.event;

import io.millrace.contracts.pattern.BoundedText;
import io.millrace.contracts.product.FieldRule;
import io.millrace.contracts.product.FieldRule.Condition;
import io.millrace.contracts.product.OnViolation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A rule of a field that refuses events; rules that products mend, flag or fill in are theirs. */
record RuleCheck(Predicate<ScalarValue> holds, String demand) {
    private static final long LOOKS_PER_CHARACTER = 64;
    private static final long LEAST_LOOKS = 10_000;

    static List<RuleCheck> of(List<FieldRule> rules) {
        return rules.stream()
                .filter(rule -> rule.onViolation() == OnViolation.REJECT)
                .map(rule -> of(rule.condition(), rule.name()))
                .toList();
    }

    private static RuleCheck of(Condition condition, String name) {
        if (condition instanceof Condition.Minimum minimum) {
            return number(
                    amount -> amount.compareTo(minimum.bound()) >= (minimum.exclusive() ? 1 : 0), "is too small", name);
        } else if (condition instanceof Condition.Maximum maximum) {
            return number(
                    amount -> amount.compareTo(maximum.bound()) <= (maximum.exclusive() ? -1 : 0),
                    "is too great",
                    name);
        } else if (condition instanceof Condition.Within within) {
            return number(
                    amount -> amount.compareTo(within.least()) >= 0 && amount.compareTo(within.greatest()) <= 0,
                    "must lie between " + within.least() + " and " + within.greatest(),
                    name);
        } else if (condition instanceof Condition.MultipleOf multiple) {
            return number(
                    amount -> amount.remainder(multiple.divisor()).signum() == 0,
                    "must be a multiple of " + multiple.divisor(),
                    name);
        } else if (condition instanceof Condition.MinLength least) {
            return text(
                    text -> length(text) >= least.length(), "needs at least " + least.length() + " characters", name);
        } else if (condition instanceof Condition.MaxLength most) {
            return text(
                    text -> length(text) <= most.length(), "may have " + most.length() + " characters at most", name);
        } else if (condition instanceof Condition.Matches matches) {
            Pattern pattern = Pattern.compile(matches.pattern());
            return text(text -> matches(pattern, text), "does not have the form that is asked for", name);
        } else if (condition instanceof Condition.OneOf allowed) {
            Set<String> values = Set.copyOf(allowed.values());
            return text(values::contains, "must be one of " + String.join(", ", allowed.values()), name);
        }
        Set<String> banned = Set.copyOf(((Condition.NoneOf) condition).values());
        return text(text -> !banned.contains(text), "stands for a missing value", name);
    }

    private static RuleCheck number(Predicate<BigDecimal> holds, String demand, String name) {
        return new RuleCheck(
                value -> value.number() == null || holds.test(value.number()), demand + " (rule " + name + ")");
    }

    private static RuleCheck text(Predicate<String> holds, String demand, String name) {
        return new RuleCheck(value -> holds.test(value.text()), demand + " (rule " + name + ")");
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean matches(Pattern pattern, String text) {
        try {
            return pattern.matcher(new BoundedText(text, LEAST_LOOKS + LOOKS_PER_CHARACTER * text.length()))
                    .matches();
        } catch (BoundedText.ExhaustedException | StackOverflowError e) {
            return false;
        }
    }
}
