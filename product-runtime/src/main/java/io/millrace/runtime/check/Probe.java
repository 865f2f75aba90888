package io.millrace.runtime.check;

import io.millrace.contracts.product.FieldRule;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.WindowMetric.Measure;
import io.millrace.runtime.record.Cell;
import java.util.Optional;
import java.util.function.Consumer;

/** Whether a field's value counts for a metric. Immutable. */
public final class Probe {
    private final boolean countsNull;
    private final Condition counts;

    private Probe(boolean countsNull, Condition counts) {
        this.countsNull = countsNull;
        this.counts = counts;
    }

    /**
     * Compiles a measure of one field's values.
     *
     * @param type type of the clear value
     * @param problems takes what is wrong
     * @return empty for a measure of anything else, and after a problem
     */
    public static Optional<Probe> of(Measure measure, FieldType type, Literals literals, Consumer<String> problems) {
        if (measure instanceof Measure.Nulls) {
            return Optional.of(new Probe(true, cell -> false));
        } else if (measure instanceof Measure.Missing missing) {
            return condition(missing.values(), type, literals, problems).map(among -> new Probe(true, among));
        } else if (measure instanceof Measure.Invalid invalid) {
            return condition(invalid.condition(), type, literals, problems)
                    .map(valid -> new Probe(false, cell -> !valid.holds(cell)));
        }
        return Optional.empty();
    }

    private static Optional<Condition> condition(
            FieldRule.Condition declared, FieldType type, Literals literals, Consumer<String> problems) {
        return Conditions.compile(declared, type, literals, problems);
    }

    /** Whether the value counts. */
    public boolean counts(Cell cell) {
        return cell.isNull() ? countsNull : counts.holds(cell);
    }
}
