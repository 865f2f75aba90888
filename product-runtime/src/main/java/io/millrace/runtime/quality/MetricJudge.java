package io.millrace.runtime.quality;

import io.millrace.contracts.product.WindowMetric;
import io.millrace.contracts.product.WindowMetric.Measure;
import io.millrace.runtime.quality.MetricResult.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Judges the windows that are over, each once, in order. */
public final class MetricJudge {
    private static final int SHARE_DIGITS = 4;

    private MetricJudge() {}

    /**
     * Judges the windows of a group.
     *
     * @param port output port
     * @param tasks the counts of this instance's partitions
     * @param untilMillis windows that end by then are over: no record of theirs is to come
     * @param allPartitions whether the tasks are all that there are
     */
    public static List<MetricResult> judge(
            String port,
            PortMetrics.Group group,
            Collection<WindowCounts> tasks,
            long untilMillis,
            boolean allPartitions) {
        long length = group.windowMillis();
        long from = tasks.stream()
                .map(WindowCounts::state)
                .mapToLong(state -> Math.max(state.judgedUntilMillis(), ceiling(state.sinceMillis(), length)))
                .max()
                .orElse(Long.MAX_VALUE);
        long first = Math.max(Math.floorDiv(from, length), Math.floorDiv(untilMillis, length) - WindowCounts.KEPT);
        List<MetricResult> results = new ArrayList<>();
        for (long index = first; (index + 1) * length <= untilMillis; index++) {
            long[] sum = sum(tasks, index);
            for (int i = 0; i < group.metrics().size(); i++) {
                results.add(result(
                        port,
                        group.metrics().get(i),
                        index * length,
                        sum,
                        sum[WindowCounts.FIRST_HIT + i],
                        allPartitions));
            }
            long end = (index + 1) * length;
            tasks.forEach(task -> task.judged(end));
        }
        return results;
    }

    private static long ceiling(long millis, long length) {
        return -Math.floorDiv(-millis, length) * length;
    }

    private static long[] sum(Collection<WindowCounts> tasks, long index) {
        long[] sum = new long[0];
        for (WindowCounts task : tasks) {
            long[] counts = task.of(index);
            if (sum.length == 0) {
                sum = counts;
            } else {
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += counts[i];
                }
            }
        }
        return sum;
    }

    private static MetricResult result(
            String port, WindowMetric metric, long start, long[] sum, long hits, boolean allPartitions) {
        boolean ofRecords = metric.measure() instanceof Measure.Rejected || metric.measure() instanceof Measure.Kept;
        long rows = sum[ofRecords ? WindowCounts.JUDGED : WindowCounts.ROWS];
        long count = count(metric.measure(), sum, hits);
        Optional<BigDecimal> value = !metric.percent()
                ? Optional.of(BigDecimal.valueOf(count))
                : rows == 0 ? Optional.empty() : Optional.of(percent(count, rows));
        Verdict verdict;
        if (value.isEmpty()) {
            verdict = Verdict.EMPTY;
        } else if (!metric.percent() && !allPartitions) {
            verdict = Verdict.PARTIAL;
        } else {
            verdict = metric.expectation().holds(value.get()) ? Verdict.HELD : Verdict.BROKEN;
        }
        return new MetricResult(port, metric, start, rows, count, value, verdict);
    }

    private static long count(Measure measure, long[] sum, long hits) {
        if (measure instanceof Measure.Rejected) {
            return sum[WindowCounts.REJECTED];
        } else if (measure instanceof Measure.Kept) {
            return sum[WindowCounts.JUDGED] - sum[WindowCounts.REJECTED];
        }
        return measure instanceof Measure.Rows ? sum[WindowCounts.ROWS] : hits;
    }

    private static BigDecimal percent(long count, long rows) {
        return BigDecimal.valueOf(count)
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(rows), SHARE_DIGITS, RoundingMode.HALF_EVEN);
    }
}
