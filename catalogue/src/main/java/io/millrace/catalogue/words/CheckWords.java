package io.millrace.catalogue.words;

import io.millrace.contracts.product.OutlierRule;
import io.millrace.contracts.product.UniqueRule;
import io.millrace.contracts.product.WindowMetric;
import io.millrace.contracts.product.WindowMetric.Expectation;
import io.millrace.contracts.product.WindowMetric.Measure;
import java.math.BigDecimal;
import org.apache.avro.Schema;

/** Checks over many rows in words. */
public final class CheckWords {
    private CheckWords() {}

    /** What is counted and what it must be, such as {@code number of rows, in each window of 1 hour: more than 100}. */
    public static String of(WindowMetric metric, Schema record) {
        return (metric.percent() ? "share of " : "number of ") + of(metric.measure(), record) + ", in each window of "
                + DurationWords.of(metric.window()) + ": " + of(metric.expectation(), metric.percent() ? " %" : "");
    }

    /** What happens when it is not so. */
    public static String consequence(WindowMetric metric) {
        String told = switch (metric.severity()) {
            case INFO -> "it is noted";
            case WARNING -> "it is a warning";
            case ERROR -> "it is an alarm";
        };
        return metric.stops() ? told + ", and the product stops" : told;
    }

    public static String of(UniqueRule rule) {
        return "no two rows of a partition share " + String.join(" and ", rule.fields()) + " within "
                + DurationWords.of(rule.window());
    }

    public static String of(OutlierRule rule) {
        return rule.field() + " is at most " + plain(rule.factor()) + " times the " + plain(rule.quantile() * 100)
                + " % quantile of the " + DurationWords.of(rule.window()) + " before";
    }

    /**
     * What is counted.
     *
     * @param record schema of the rows
     */
    public static String of(Measure measure, Schema record) {
        if (measure instanceof Measure.Rows) {
            return "rows";
        } else if (measure instanceof Measure.Nulls nulls) {
            return "rows without " + nulls.field();
        } else if (measure instanceof Measure.Missing missing) {
            return "rows in which " + missing.field() + " is null or "
                    + RuleWords.of(missing.values(), field(record, missing.field()));
        } else if (measure instanceof Measure.Invalid invalid) {
            return "rows whose " + invalid.field() + " breaks the rule: "
                    + RuleWords.of(invalid.condition(), field(record, invalid.field()));
        } else if (measure instanceof Measure.Duplicates duplicates) {
            return "rows that share " + String.join(" and ", duplicates.fields()) + " with another";
        } else if (measure instanceof Measure.Rejected) {
            return "rejected records";
        } else if (measure instanceof Measure.Kept) {
            return "records that were not rejected";
        }
        throw new IllegalStateException("No words for " + measure.getClass());
    }

    private static Schema field(Schema record, String name) {
        Schema.Field field = record.getField(name);
        return field == null ? Schema.create(Schema.Type.STRING) : field.schema();
    }

    private static String of(Expectation expectation, String unit) {
        String bound = expectation.bound().toPlainString() + unit;
        String range = "between " + bound + " and "
                + expectation.upper().orElse(expectation.bound()).toPlainString() + unit;
        return switch (expectation.operator()) {
            case MUST_BE -> bound;
            case MUST_NOT_BE -> "not " + bound;
            case MUST_BE_GREATER_THAN -> "more than " + bound;
            case MUST_BE_GREATER_OR_EQUAL_TO -> "at least " + bound;
            case MUST_BE_LESS_THAN -> "less than " + bound;
            case MUST_BE_LESS_OR_EQUAL_TO -> "at most " + bound;
            case MUST_BE_BETWEEN -> range;
            case MUST_NOT_BE_BETWEEN -> "not " + range;
        };
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
