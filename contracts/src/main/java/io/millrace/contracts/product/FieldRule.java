package io.millrace.contracts.product;

import java.math.BigDecimal;
import java.util.List;

/**
 * A check on one field's clear value. Null values pass every condition; {@code required} is what forbids them.
 *
 * @param name names the rule in dead letters, flags and metrics
 * @param condition what must hold
 * @param onViolation what happens when it does not
 */
public record FieldRule(String name, Condition condition, OnViolation onViolation) {

    /** What must hold for a value. */
    public sealed interface Condition {
        /** A number not below the bound (above it, if exclusive); dates and times in the unit of their type. */
        record Minimum(BigDecimal bound, boolean exclusive) implements Condition {}

        /** A number not above the bound (below it, if exclusive); dates and times in the unit of their type. */
        record Maximum(BigDecimal bound, boolean exclusive) implements Condition {}

        /** At least so many Unicode code points. */
        record MinLength(int length) implements Condition {}

        /** At most so many Unicode code points. */
        record MaxLength(int length) implements Condition {}

        /** The whole text matches a regular expression of {@link java.util.regex.Pattern}. */
        record Matches(String pattern) implements Condition {}

        /** A number between two bounds, which belong to the range. */
        record Within(BigDecimal least, BigDecimal greatest) implements Condition {}

        /** A whole multiple of a number. */
        record MultipleOf(BigDecimal divisor) implements Condition {}

        /** An array of at least so many items. */
        record MinItems(int count) implements Condition {}

        /** An array of at most so many items. */
        record MaxItems(int count) implements Condition {}

        /** An array without two equal items, compared as they leave. */
        record UniqueItems() implements Condition {}

        /** The value's text is none of these. */
        record NoneOf(List<String> values) implements Condition {
            public NoneOf {
                values = List.copyOf(values);
            }
        }

        /** The value's text is one of these. */
        record OneOf(List<String> values) implements Condition {
            public OneOf {
                values = List.copyOf(values);
            }
        }
    }
}
