package io.millrace.runtime.plan;

import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.WindowMetric;
import io.millrace.contracts.product.WindowMetric.Measure;
import io.millrace.runtime.check.Probe;
import io.millrace.runtime.structure.TextLiterals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Which metrics of a port count the row at hand, as far as the row alone decides it. Immutable. */
final class RowMeasures {
    static final RowMeasures NONE = new RowMeasures(List.of());

    private final Of[] measures;

    /** @param metric index among the metrics of the contract */
    private record Of(int metric, int field, Probe probe) {}

    private RowMeasures(List<Of> measures) {
        this.measures = measures.toArray(Of[]::new);
    }

    static RowMeasures compile(OutputPort output, List<FieldCore> fields, BiConsumer<WindowMetric, String> problems) {
        List<WindowMetric> metrics = output.contract().checks().metrics();
        List<Of> measures = new ArrayList<>();
        for (int i = 0; i < metrics.size(); i++) {
            WindowMetric metric = metrics.get(i);
            int index = i;
            if (i >= Long.SIZE - 1) {
                problems.accept(metric, "is one metric too many; a contract has " + (Long.SIZE - 1) + " at most.");
                break;
            }
            Optional<String> counted = fieldOf(metric.measure());
            if (counted.isPresent() && output.contract().inputs().keepsRows()) {
                problems.accept(
                        metric,
                        "counts field '" + counted.get() + "' of rows that several records make; there, only metrics"
                                + " over whole rows are run, such as rowCount.");
                continue;
            }
            counted.ifPresent(name -> {
                int field = FieldCore.indexOf(name, fields);
                var type = fields.get(field).clearType();
                Probe.of(
                                metric.measure(),
                                type,
                                text -> TextLiterals.parse(text, type),
                                problem -> problems.accept(metric, problem))
                        .ifPresent(probe -> measures.add(new Of(index, field, probe)));
            });
        }
        return measures.isEmpty() ? NONE : new RowMeasures(measures);
    }

    private static Optional<String> fieldOf(Measure measure) {
        if (measure instanceof Measure.Nulls nulls) {
            return Optional.of(nulls.field());
        } else if (measure instanceof Measure.Missing missing) {
            return Optional.of(missing.field());
        }
        return measure instanceof Measure.Invalid invalid ? Optional.of(invalid.field()) : Optional.empty();
    }

    /** Bit i is set if metric i of the contract counts the row. */
    long hits(Row row) {
        long hits = 0;
        for (Of measure : measures) {
            if (measure.probe.counts(row.cell(measure.field))) {
                hits |= 1L << measure.metric;
            }
        }
        return hits;
    }
}
