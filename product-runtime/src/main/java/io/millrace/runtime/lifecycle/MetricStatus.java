package io.millrace.runtime.lifecycle;

import io.millrace.contracts.product.WindowMetric;
import io.millrace.runtime.quality.MetricResult;
import java.util.Locale;
import java.util.Optional;

/**
 * A metric of a contract, by the last window that was judged.
 *
 * @param name of the metric
 * @param severity {@code info}, {@code warning} or {@code error}
 * @param window length of its windows, ISO-8601
 * @param promise what the contract says, such as {@code mustBeGreaterThan: 100}
 * @param windowStart begin of the window, ISO-8601; empty before the first one is over
 * @param value the count, or the share in percent; empty where there is none
 * @param rows rows that it refers to
 * @param verdict {@code held}, {@code broken}, {@code empty} (a share of no rows), {@code partial} (other instances
 *     process the other partitions), {@code none} (no window is over)
 */
public record MetricStatus(
        String name,
        String severity,
        String window,
        String promise,
        String windowStart,
        String value,
        long rows,
        String verdict) {

    static MetricStatus of(WindowMetric metric, Optional<MetricResult> last) {
        return new MetricStatus(
                metric.name(),
                metric.severity().name().toLowerCase(Locale.ROOT),
                metric.window().toString(),
                metric.expectation().text(),
                last.map(result -> java.time.Instant.ofEpochMilli(result.startMillis())
                                .toString())
                        .orElse(""),
                last.flatMap(MetricResult::value)
                        .map(value -> value.stripTrailingZeros().toPlainString())
                        .orElse(""),
                last.map(MetricResult::rows).orElse(0L),
                last.map(result -> result.verdict().name().toLowerCase(Locale.ROOT))
                        .orElse("none"));
    }
}
