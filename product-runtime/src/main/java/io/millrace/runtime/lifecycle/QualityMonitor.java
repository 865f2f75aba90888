package io.millrace.runtime.lifecycle;

import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.product.WindowMetric;
import io.millrace.runtime.metrics.BalanceBoard;
import io.millrace.runtime.quality.MetricBoard;
import io.millrace.runtime.quality.MetricJudge;
import io.millrace.runtime.quality.MetricResult;
import io.millrace.runtime.quality.MetricResult.Verdict;
import io.millrace.runtime.quality.PortMetrics;
import io.millrace.runtime.quality.WindowCounts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges the windows of the contracts' metrics once they are over: {@link #GRACE} after their end by the wall clock,
 * and not before every record that may belong to them has been judged. Says so once in the log when a promise is broken
 * and when it is kept again. Partitions that other instances process are not seen.
 */
final class QualityMonitor {
    /** Longer than the transaction of a source may be open, so that its records are there. */
    static final Duration GRACE = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger(QualityMonitor.class);

    private static final Progress NONE = new Progress(0, true);

    private final Product product;
    private final MetricBoard board;
    private final BalanceBoard tasks;
    private final InstantSource time;
    private final Consumer<String> onStop;
    private final Map<String, PortMetrics> metrics;
    private final Map<Key, MetricResult> last = new ConcurrentHashMap<>();

    private @Nullable Stop stop;

    /** A product is to halt once its ledger says that the window was judged: it must not halt for it again. */
    private record Stop(String port, long windowMillis, String why) {}

    private record Key(String port, String metric) {}

    /**
     * What is known about an input port.
     *
     * @param partitions of its topic
     * @param behind whether there are records that are not judged yet
     */
    record Progress(int partitions, boolean behind) {}

    /** @param onStop hears why the product is to halt */
    QualityMonitor(
            Product product, MetricBoard board, BalanceBoard tasks, InstantSource time, Consumer<String> onStop) {
        this.product = product;
        this.board = board;
        this.tasks = tasks;
        this.time = time;
        this.onStop = onStop;
        this.metrics = product.outputPorts().stream()
                .collect(Collectors.toMap(
                        OutputPort::name,
                        port -> PortMetrics.of(port.contract().checks().metrics())));
    }

    /** What a metric came to in the last window that was judged. */
    Optional<MetricResult> last(String port, String metric) {
        return Optional.ofNullable(last.get(new Key(port, metric)));
    }

    /** Judges the windows that are over. */
    void update(Map<String, Progress> inputs) {
        if (stop != null && board.of(stop.port(), stop.windowMillis()).stream().allMatch(WindowCounts::isTidy)) {
            onStop.accept(stop.why());
            stop = null;
        }
        for (OutputPort port : product.outputPorts()) {
            List<String> names = port.contract().inputs().ports();
            List<PortMetrics.Group> groups =
                    metrics.getOrDefault(port.name(), PortMetrics.of(List.of())).groups();
            if (groups.isEmpty() || !inputs.keySet().containsAll(names)) {
                continue;
            }
            int partitions = names.stream()
                    .mapToInt(name -> inputs.getOrDefault(name, NONE).partitions())
                    .sum();
            boolean behind = names.stream()
                    .anyMatch(name -> inputs.getOrDefault(name, NONE).behind());
            long known = tasks.tasks().stream()
                    .filter(task -> names.contains(task.input()))
                    .count();
            for (PortMetrics.Group group : groups) {
                List<WindowCounts> counts = board.of(port.name(), group.windowMillis());
                long over = time.millis() - GRACE.toMillis();
                if (behind) {
                    long passed = counts.stream()
                            .mapToLong(WindowCounts::passedMillis)
                            .min()
                            .orElse(Long.MIN_VALUE);
                    over = Math.min(over, passed);
                }
                MetricJudge.judge(port.name(), group, counts, over, known >= partitions)
                        .forEach(this::take);
            }
        }
    }

    private void take(MetricResult result) {
        WindowMetric metric = result.metric();
        MetricResult before = last.put(new Key(result.port(), metric.name()), result);
        boolean broken = result.verdict() == Verdict.BROKEN;
        boolean wasBroken = before != null && before.verdict() == Verdict.BROKEN;
        if (broken) {
            String text = text(result);
            if (metric.severity() == WindowMetric.Severity.ERROR) {
                LOG.atError().addKeyValue("port", result.port()).log("Product {}, {}", product.qualifiedName(), text);
            } else {
                LOG.atWarn().addKeyValue("port", result.port()).log("Product {}, {}", product.qualifiedName(), text);
            }
            if (metric.stops() && stop == null) {
                stop = new Stop(
                        result.port(),
                        metric.window().toMillis(),
                        text + ". The contract says 'onViolation: stop'. Find out why, then start the product"
                                + " again; this window will not stop it a second time.");
            }
        } else if (wasBroken) {
            LOG.atInfo()
                    .addKeyValue("port", result.port())
                    .log(
                            "Product {}, output port {}: metric {} is as promised again",
                            product.qualifiedName(),
                            result.port(),
                            metric.name());
        }
    }

    private static String text(MetricResult result) {
        WindowMetric metric = result.metric();
        return "output port " + result.port() + ": metric " + metric.name() + " was "
                + result.value()
                        .map(value -> value.stripTrailingZeros().toPlainString())
                        .orElse("nothing")
                + (metric.percent() ? " % of " + result.rows() + " rows" : "")
                + " in the window of " + metric.window() + " from " + Instant.ofEpochMilli(result.startMillis())
                + ", the contract promises " + metric.expectation().text();
    }
}
