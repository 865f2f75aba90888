package io.millrace.runtime.quality;

import io.millrace.contracts.product.WindowMetric;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a metric came to in one window, over the partitions of one instance.
 *
 * @param port output port
 * @param metric the metric
 * @param startMillis begin of the window, epoch milliseconds
 * @param rows rows that the count refers to
 * @param count what was counted
 * @param value the count, or its share in percent; empty for a share of no rows
 */
public record MetricResult(
        String port,
        WindowMetric metric,
        long startMillis,
        long rows,
        long count,
        Optional<BigDecimal> value,
        Verdict verdict) {

    /** What is to be thought of it. */
    public enum Verdict {
        HELD,
        BROKEN,
        /** No row to take a share of. */
        EMPTY,
        /** Other instances hold the rest of the partitions, so that a count here is no count of the port. */
        PARTIAL
    }

    /** End of the window, epoch milliseconds. */
    public long endMillis() {
        return startMillis + metric.window().toMillis();
    }
}
