package io.millrace.contracts.product;

import io.millrace.contracts.problem.Location;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A promise about the rows of a window (ODCS: a library metric that is no record rule).
 *
 * @param name names the metric in logs, status and metrics
 * @param measure what is counted
 * @param percent whether the count is judged as a share of the rows; else as it is
 * @param expectation what the count or share must be
 * @param window length of the tumbling windows, which begin at multiples of it since 1970-01-01T00:00Z
 * @param severity how bad a violation is
 * @param stops whether a violation halts the product
 * @param location of the metric
 */
public record WindowMetric(
        String name,
        Measure measure,
        boolean percent,
        Expectation expectation,
        Duration window,
        Severity severity,
        boolean stops,
        Location location) {

    /** How bad a violation is. */
    public enum Severity {
        INFO,
        WARNING,
        ERROR
    }

    /** What is counted, over clear values, as they are after the record rules. */
    public sealed interface Measure {
        /** Rows that left with a value. */
        record Rows() implements Measure {}

        /** Rows in which a field is null. */
        record Nulls(String field) implements Measure {}

        /** Rows in which a field is null, or its text is one of these. */
        record Missing(String field, FieldRule.Condition.OneOf values) implements Measure {}

        /** Rows in which a field is not null and breaks a condition. */
        record Invalid(String field, FieldRule.Condition condition) implements Measure {}

        /** Rows that share the fields' values with another row of the same partition and window. */
        record Duplicates(List<String> fields) implements Measure {
            public Duplicates {
                fields = List.copyOf(fields);
            }
        }

        /** Input records that became dead letters; their share is that of all judged records. */
        record Rejected() implements Measure {}

        /** Input records that did not become dead letters; their share is that of all judged records. */
        record Kept() implements Measure {}
    }

    /** How a value is compared; the words are those of ODCS. */
    public enum Operator {
        MUST_BE("mustBe"),
        MUST_NOT_BE("mustNotBe"),
        MUST_BE_GREATER_THAN("mustBeGreaterThan"),
        MUST_BE_GREATER_OR_EQUAL_TO("mustBeGreaterOrEqualTo"),
        MUST_BE_LESS_THAN("mustBeLessThan"),
        MUST_BE_LESS_OR_EQUAL_TO("mustBeLessOrEqualTo"),
        MUST_BE_BETWEEN("mustBeBetween"),
        MUST_NOT_BE_BETWEEN("mustNotBeBetween");

        private final String word;

        Operator(String word) {
            this.word = word;
        }

        /** As written in a contract. */
        public String word() {
            return word;
        }
    }

    /**
     * What a value must be.
     *
     * @param bound the operand, or the lower end of a range
     * @param upper the upper end of a range; both ends belong to it
     */
    public record Expectation(Operator operator, BigDecimal bound, Optional<BigDecimal> upper) {

        /** Whether a value is as expected. */
        public boolean holds(BigDecimal value) {
            int order = value.compareTo(bound);
            boolean within = order >= 0 && value.compareTo(upper.orElse(bound)) <= 0;
            return switch (operator) {
                case MUST_BE -> order == 0;
                case MUST_NOT_BE -> order != 0;
                case MUST_BE_GREATER_THAN -> order > 0;
                case MUST_BE_GREATER_OR_EQUAL_TO -> order >= 0;
                case MUST_BE_LESS_THAN -> order < 0;
                case MUST_BE_LESS_OR_EQUAL_TO -> order <= 0;
                case MUST_BE_BETWEEN -> within;
                case MUST_NOT_BE_BETWEEN -> !within;
            };
        }

        /** As written in a contract, such as {@code mustBeBetween: [1, 5]}. */
        public String text() {
            return operator.word() + ": "
                    + upper.map(end -> "[" + bound.toPlainString() + ", " + end.toPlainString() + "]")
                            .orElse(bound.toPlainString());
        }
    }
}
