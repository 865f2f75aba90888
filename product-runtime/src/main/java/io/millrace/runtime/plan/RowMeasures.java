package io.millrace.runtime.plan;

import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.StreamChecks;
import io.millrace.contracts.product.WindowMetric;
import io.millrace.contracts.product.WindowMetric.Measure;
import io.millrace.runtime.check.Probe;
import io.millrace.runtime.record.Cell;
import io.millrace.runtime.record.Output;
import io.millrace.runtime.record.TextForm;
import io.millrace.runtime.structure.TextLiterals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What the checks over many records want of the row at hand. Immutable. */
final class RowMeasures {
    private final Of[] measures;
    private final FieldCore[] fields;
    private final int[][] together;
    private final int[] amounts;

    /** @param metric index among the metrics of the contract */
    private record Of(int metric, int field, Probe probe) {}

    private RowMeasures(List<Of> measures, List<FieldCore> fields, List<int[]> together, int[] amounts) {
        this.measures = measures.toArray(Of[]::new);
        this.fields = fields.toArray(FieldCore[]::new);
        this.together = together.toArray(int[][]::new);
        this.amounts = amounts;
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
                if (field < 0) {
                    problems.accept(metric, "counts values of '" + name + "', which is no field of the row.");
                    return;
                }
                var type = fields.get(field).clearType();
                Probe.of(
                                metric.measure(),
                                type,
                                text -> TextLiterals.parse(text, type),
                                problem -> problems.accept(metric, problem))
                        .ifPresent(probe -> measures.add(new Of(index, field, probe)));
            });
        }
        StreamChecks checks = output.contract().checks();
        List<int[]> together = new ArrayList<>();
        checks.unique().forEach(rule -> together.add(indexes(rule.fields(), fields)));
        metrics.stream()
                .filter(metric -> metric.measure() instanceof Measure.Duplicates)
                .forEach(metric -> together.add(indexes(((Measure.Duplicates) metric.measure()).fields(), fields)));
        int[] amounts = checks.outliers().stream()
                .mapToInt(rule -> FieldCore.indexOf(rule.field(), fields))
                .toArray();
        return new RowMeasures(measures, fields, together, amounts);
    }

    private static int[] indexes(List<String> names, List<FieldCore> fields) {
        return names.stream().mapToInt(name -> FieldCore.indexOf(name, fields)).toArray();
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

    /**
     * Hands over the values of fields that are to differ together, one set of the contract's rules, then of its
     * metrics; false where one of them is null.
     */
    boolean together(int set, Row row, IdentitySink sink) {
        Output text = row.keyPart();
        for (int index : together[set]) {
            Cell cell = row.cell(index);
            if (cell.isNull()) {
                return false;
            }
            int before = text.size();
            TextForm.append(fields[index].clearType(), cell, text);
            // The length behind each text tells (a, bc) from (ab, c).
            TextForm.appendLong(text.size() - before, text);
            text.writeByte(0);
        }
        sink.update(text.array(), 0, text.size());
        return true;
    }

    /** The number that an outlier rule looks at; not a number where it is null. */
    double amount(int outlier, Row row) {
        Cell cell = row.cell(amounts[outlier]);
        FieldType type = fields[amounts[outlier]].clearType();
        if (cell.isNull()) {
            return Double.NaN;
        } else if (type instanceof FieldType.Decimal decimal) {
            return cell.unscaled().doubleValue() / Math.pow(10, decimal.scale());
        }
        return type == FieldType.Simple.FLOAT || type == FieldType.Simple.DOUBLE ? cell.floating() : cell.number();
    }
}
