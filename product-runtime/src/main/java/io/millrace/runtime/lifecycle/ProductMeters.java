package io.millrace.runtime.lifecycle;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.ServiceLevels;
import io.millrace.contracts.product.WindowMetric;
import io.millrace.runtime.metrics.MetricNames;
import io.millrace.runtime.metrics.PortBalance;
import io.millrace.runtime.metrics.RuleBoard;
import io.millrace.runtime.quality.MetricResult;
import io.millrace.runtime.record.RejectReason;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Shows a product's status as metrics. */
final class ProductMeters {
    private static final Map<String, ToDoubleFunction<PortBalance>> OUTCOMES = Map.of(
            "accepted", PortBalance::accepted,
            "retracted", PortBalance::retracted,
            "filtered", PortBalance::filtered,
            "duplicate", PortBalance::duplicates,
            "control", PortBalance::control,
            "waiting", PortBalance::waiting,
            "elsewhere", PortBalance::elsewhere,
            "rejected", PortBalance::rejectedTotal);
    private static final List<String> STATES = List.of(
            "created", "starting", "restoring", "running", "waiting", "stopping", "stopped", "failed", "halted");

    private final MeterSet meters;
    private final ProductStatusView view;
    private final RuleBoard rules;
    private final Tags product;

    ProductMeters(MeterRegistry registry, ProductStatusView view, RuleBoard rules) {
        this.meters = new MeterSet(registry);
        this.view = view;
        this.rules = rules;
        this.product = Tags.of("product", view.product().qualifiedName());
    }

    void register() {
        for (String state : STATES) {
            meters.gauge(
                    MetricNames.STATE,
                    product.and("state", state),
                    () -> view.state().word().equals(state) ? 1 : 0);
        }
        meters.gauge(
                MetricNames.FAILURE_BUDGET,
                product,
                () -> view.product().failureBudget().share());
        view.product().inputPorts().forEach(this::input);
        for (OutputPort port : view.product().outputPorts()) {
            view.product().judgedBy(port).forEach(input -> balance(input, port));
            promises(port);
            rules(port);
            port.contract().checks().metrics().forEach(metric -> quality(port, metric));
        }
    }

    /** What runs under the product: its restarts, state that is read back, and its Kafka clients. */
    void register(RunFigures run, long indexMemoryBytes) {
        meters.counter(MetricNames.RESTARTS, product, run::restarts);
        meters.gauge(MetricNames.IDENTITY_BUDGET, product, () -> indexMemoryBytes);
        meters.gauge(MetricNames.RESTORE_REMAINING, product, run::restoreRemaining);
        meters.gauge(MetricNames.RESTORE_SHARE, product, run::restoreShare);
        meters.gauge(MetricNames.RESTORE_TIME, product, run::restoreSeconds);
        meters.gauge(MetricNames.PROCESS_SHARE, product, () -> run.clients().processShare());
        meters.gauge(MetricNames.COMMIT_TIME, product, () -> run.clients().commitSeconds());
        meters.gauge(MetricNames.REQUEST_TIME, product, () -> run.clients().requestSeconds());
        meters.counter(MetricNames.FETCHED_BYTES, product, () -> run.clients().fetchedBytes());
        meters.counter(MetricNames.SENT_BYTES, product, () -> run.clients().sentBytes());
        meters.counter(MetricNames.SEND_ERRORS, product, () -> run.clients().sendErrors());
        meters.counter(MetricNames.SEND_RETRIES, product, () -> run.clients().sendRetries());
        meters.counter(MetricNames.REBALANCES, product, () -> run.clients().rebalances());
    }

    private void input(InputPort input) {
        Tags tags = product.and("input", input.name());
        meters.gauge(MetricNames.PARTITIONS, tags, () -> view.partitions(input));
        meters.gauge(MetricNames.LAG, tags, () -> view.lag().lag(input.name()), 1);
        meters.gauge(MetricNames.FRESHNESS, tags, () -> view.lag().freshnessMillis(input.name()), 1e-3);
        meters.gauge(MetricNames.INDEX_BYTES, tags, () -> view.input(input).indexBytes());
        meters.gauge(MetricNames.INDEX_ENTRIES, tags, () -> view.input(input).indexEntries());
        meters.gauge(MetricNames.WINDOW_SHARE, tags, () -> view.windowShare(input));
        if (view.product().delivery().periods().isPresent()) {
            meters.gauge(MetricNames.PERIOD_COMPLETE, tags, () -> view.periodComplete(input), 1e-3);
        }
        meters.counter(MetricNames.DEFAULTED, tags, () -> view.defaulted(input));
        meters.counter(MetricNames.IDENTITY_HITS, tags, () -> view.hits(input));
        meters.counter(MetricNames.CONFLICTS, tags, () -> view.input(input).conflicts());
    }

    private void balance(String input, OutputPort port) {
        Tags tags = product.and("input", input, "port", port.name());
        OUTCOMES.forEach((outcome, count) -> meters.counter(
                MetricNames.RECORDS,
                tags.and("outcome", outcome),
                () -> count.applyAsDouble(view.balance(input, port))));
        for (RejectReason reason : RejectReason.values()) {
            meters.counter(
                    MetricNames.DEAD_LETTERS,
                    tags.and("reason", reason.code()),
                    () -> view.balance(input, port).rejected().getOrDefault(reason, 0L));
        }
    }

    /** What the contract promises about time, beside what is measured. */
    private void promises(OutputPort port) {
        Tags tags = product.and("port", port.name());
        ServiceLevels levels = port.contract().serviceLevels();
        meters.gauge(MetricNames.PORT_FRESHNESS, tags, () -> view.freshnessMillis(port), 1e-3);
        levels.latency()
                .ifPresent(latency -> meters.gauge(
                        MetricNames.LATENCY_PROMISED,
                        tags,
                        () -> latency.bound().toMillis() / 1e3));
        levels.frequency().ifPresent(longest -> {
            meters.gauge(MetricNames.SILENCE, tags, () -> view.silence().silenceMillis(port.name()), 1e-3);
            meters.gauge(MetricNames.SILENCE_PROMISED, tags, () -> longest.toMillis() / 1e3);
            meters.gauge(
                    MetricNames.SILENCE_EXCEEDED, tags, () -> view.silence().exceeded(port.name()) ? 1 : 0);
        });
    }

    private void rules(OutputPort port) {
        port.contract()
                .everyField()
                .forEach(field ->
                        field.rules().forEach(rule -> rules.show(port.name(), rule.name(), word(rule.onViolation()))));
        port.contract().rules().forEach(rule -> rules.show(port.name(), rule.name(), word(rule.onViolation())));
        port.contract()
                .checks()
                .unique()
                .forEach(rule -> rules.show(port.name(), rule.name(), word(rule.onViolation())));
        port.contract()
                .checks()
                .outliers()
                .forEach(rule -> rules.show(port.name(), rule.name(), word(rule.onViolation())));
    }

    private void quality(OutputPort port, WindowMetric metric) {
        Tags tags = product.and("port", port.name(), "metric", metric.name());
        Supplier<Optional<MetricResult>> last = () -> view.quality().last(port.name(), metric.name());
        meters.gauge(
                MetricNames.QUALITY_VALUE,
                tags,
                () -> last.get()
                        .flatMap(MetricResult::value)
                        .map(BigDecimal::doubleValue)
                        .orElse(Double.NaN));
        meters.gauge(
                MetricNames.QUALITY_ROWS,
                tags,
                () -> last.get().map(result -> (double) result.rows()).orElse(Double.NaN));
        meters.gauge(
                MetricNames.QUALITY_VIOLATED,
                tags.and("severity", word(metric.severity())),
                () -> last.get()
                        .map(result -> switch (result.verdict()) {
                            case HELD -> 0.0;
                            case BROKEN -> 1.0;
                            case EMPTY, PARTIAL -> Double.NaN;
                        })
                        .orElse(Double.NaN));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Takes the meters away. */
    void remove() {
        meters.remove();
    }
}
