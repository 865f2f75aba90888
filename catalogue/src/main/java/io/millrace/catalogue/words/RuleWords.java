package io.millrace.catalogue.words;

import io.millrace.contracts.product.FieldRule.Condition;
import io.millrace.contracts.product.OnViolation;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** Record rules in words. */
public final class RuleWords {
    private RuleWords() {}

    /**
     * What must hold, such as {@code at least 0}.
     *
     * @param schema of the field it is about
     */
    public static String of(Condition condition, Schema schema) {
        if (condition instanceof Condition.Minimum minimum) {
            return (minimum.exclusive() ? "more than " : "at least ") + BoundWords.of(minimum.bound(), schema);
        } else if (condition instanceof Condition.Maximum maximum) {
            return (maximum.exclusive() ? "less than " : "at most ") + BoundWords.of(maximum.bound(), schema);
        } else if (condition instanceof Condition.MinLength length) {
            return "at least " + characters(length.length());
        } else if (condition instanceof Condition.MaxLength length) {
            return "at most " + characters(length.length());
        } else if (condition instanceof Condition.MinItems items) {
            return "at least " + items(items.count());
        } else if (condition instanceof Condition.MaxItems items) {
            return "at most " + items(items.count());
        } else if (condition instanceof Condition.UniqueItems) {
            return "no two items alike";
        } else if (condition instanceof Condition.Matches matches) {
            return "matches " + matches.pattern();
        } else if (condition instanceof Condition.Within within) {
            return "from " + BoundWords.of(within.least(), schema) + " to " + BoundWords.of(within.greatest(), schema);
        } else if (condition instanceof Condition.MultipleOf multiple) {
            return "a multiple of " + multiple.divisor().toPlainString();
        } else if (condition instanceof Condition.NoneOf none) {
            return "none of " + all(none.values());
        } else if (condition instanceof Condition.OneOf one) {
            return "one of " + all(one.values());
        }
        throw new IllegalStateException("No words for " + condition.getClass());
    }

    /** What becomes of a record that breaks a rule. */
    public static String of(OnViolation onViolation) {
        return switch (onViolation) {
            case REJECT -> "the record is rejected";
            case DEFAULT -> "the default takes its place";
            case NULLIFY -> "null takes its place";
            case CLAMP -> "the nearest bound takes its place";
            case FLAG -> "the record passes, flagged in header mr-flags";
        };
    }

    private static String all(List<String> values) {
        return values.stream().map(value -> value.isBlank() ? "(blank)" : value).collect(Collectors.joining(", "));
    }

    private static String items(int count) {
        return count + (count == 1 ? " item" : " items");
    }

    private static String characters(int count) {
        return count + (count == 1 ? " character" : " characters");
    }
}
