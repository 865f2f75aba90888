package io.millrace.runtime.lifecycle;

import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.product.ServiceLevels;
import io.millrace.runtime.metrics.BalanceBoard;
import io.millrace.runtime.metrics.LatencyBoard;
import io.millrace.runtime.metrics.LatencyBoards;
import io.millrace.runtime.metrics.PortBalance;
import io.millrace.runtime.metrics.TaskBalance;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;

/** Puts a product's status together from what its parts publish. */
final class ProductStatusView {
    private final Product product;
    private final StateCell state;
    private final BalanceBoard board;
    private final LagMonitor lag;
    private final LatencyBoards latencies;
    private final SilenceMonitor silence;
    private final QualityMonitor quality;
    private final Supplier<StartProgress> progress;

    ProductStatusView(
            Product product,
            StateCell state,
            BalanceBoard board,
            LagMonitor lag,
            LatencyBoards latencies,
            SilenceMonitor silence,
            QualityMonitor quality,
            Supplier<StartProgress> progress) {
        this.product = product;
        this.state = state;
        this.board = board;
        this.lag = lag;
        this.latencies = latencies;
        this.silence = silence;
        this.quality = quality;
        this.progress = progress;
    }

    Product product() {
        return product;
    }

    ProductState state() {
        return state.get();
    }

    LagMonitor lag() {
        return lag;
    }

    SilenceMonitor silence() {
        return silence;
    }

    QualityMonitor quality() {
        return quality;
    }

    /** The verdicts of a port on the records of one input. */
    PortBalance balance(String input, OutputPort port) {
        return board.of(input, port.name());
    }

    /** The verdicts of a port on the records of all its inputs. */
    PortBalance balance(OutputPort port) {
        return product.judgedBy(port).stream()
                .map(input -> balance(input, port))
                .reduce(PortBalance.EMPTY, PortBalance::plus);
    }

    /** Up to when all inputs of a port are judged in full; empty where that is not known of one of them. */
    OptionalLong completeMillis(OutputPort port) {
        long complete = Long.MAX_VALUE;
        for (InputPort input : product.inputPorts()) {
            if (port.contract().inputs().ports().contains(input.name())) {
                OptionalLong known = lag.completeMillis(input);
                if (known.isEmpty()) {
                    return known;
                }
                complete = Math.min(complete, known.getAsLong());
            }
        }
        return complete == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(complete);
    }

    /** Records of this instance for which a default stood in for a field that their schema lacks. */
    long defaulted(InputPort input) {
        return board.tasks().stream()
                .filter(task -> task.input().equals(input.name()))
                .mapToLong(TaskBalance::defaulted)
                .sum();
    }

    /** Records of this run that at least one port had seen before. */
    long hits(InputPort input) {
        return board.tasks().stream()
                .filter(task -> task.input().equals(input.name()))
                .mapToLong(TaskBalance::hits)
                .sum();
    }

    /** Partitions of the input that this instance has. */
    long partitions(InputPort input) {
        return board.tasks().stream()
                .filter(task -> task.input().equals(input.name()))
                .count();
    }

    /** Age of the moment up to which the port shows everything: that of its oldest input; empty where it has none. */
    OptionalLong freshnessMillis(OutputPort port) {
        return port.contract().inputs().ports().stream()
                .map(lag::freshnessMillis)
                .flatMapToLong(OptionalLong::stream)
                .max();
    }

    ProductStatus status() {
        return new ProductStatus(
                product.qualifiedName(),
                product.version(),
                product.applicationId(),
                state.get(),
                progress.get(),
                product.inputPorts().stream().map(this::input).toList(),
                product.outputPorts().stream()
                        .flatMap(port -> product.judgedBy(port).stream().map(input -> output(input, port)))
                        .toList(),
                "");
    }

    /** Share of the declared window of event ids in force, the least of all partitions. */
    double windowShare(InputPort input) {
        return board.tasks().stream()
                .filter(task -> task.input().equals(input.name()))
                .mapToDouble(TaskBalance::windowShare)
                .min()
                .orElse(1);
    }

    /** End of the last period that is complete in every partition at hand, epoch milliseconds; empty before one is. */
    OptionalLong periodComplete(InputPort input) {
        return board.tasks().stream()
                .filter(task -> task.input().equals(input.name()))
                .mapToLong(TaskBalance::periodCompleteMillis)
                .min()
                .stream()
                .filter(end -> end > 0)
                .findAny();
    }

    ProductStatus.InputStatus input(InputPort input) {
        List<TaskBalance> tasks = board.tasks().stream()
                .filter(task -> task.input().equals(input.name()))
                .toList();
        return new ProductStatus.InputStatus(
                input.name(),
                input.topic(),
                tasks.stream().mapToLong(TaskBalance::records).sum(),
                lag.lag(input.name()),
                lag.freshnessMillis(input.name()),
                tasks.stream().mapToLong(TaskBalance::conflicts).sum(),
                tasks.stream().mapToLong(TaskBalance::indexEntries).sum(),
                tasks.stream().mapToLong(TaskBalance::indexBytes).sum());
    }

    /** Of one input; of what a Java topology hands over, the worst of all that it may read. */
    private OptionalLong worst(String judged, Function<String, OptionalLong> reading) {
        return product.topology().isEmpty()
                ? reading.apply(judged)
                : product.inputPorts().stream()
                        .map(input -> reading.apply(input.name()))
                        .flatMapToLong(OptionalLong::stream)
                        .max();
    }

    private ProductStatus.OutputStatus output(String input, OutputPort port) {
        Optional<Duration> bound = port.contract().serviceLevels().latency().map(ServiceLevels.Latency::bound);
        LatencyBoard latency = latencies.of(port.name(), bound);
        return new ProductStatus.OutputStatus(
                port.name(),
                input,
                port.topic(),
                balance(input, port),
                worst(input, lag::lag),
                worst(input, lag::freshnessMillis),
                latency.last(),
                bound.map(promised -> OptionalLong.of(promised.toMillis())).orElse(OptionalLong.empty()),
                latency.late(),
                silence.silenceMillis(port.name()),
                silence.exceeded(port.name()),
                port.contract().checks().metrics().stream()
                        .map(metric -> MetricStatus.of(metric, quality.last(port.name(), metric.name())))
                        .toList());
    }
}
