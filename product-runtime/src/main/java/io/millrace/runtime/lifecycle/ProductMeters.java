package io.millrace.runtime.lifecycle;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.WindowMetric;
import io.millrace.runtime.metrics.MetricHelp;
import io.millrace.runtime.metrics.MetricNames;
import io.millrace.runtime.metrics.PortBalance;
import io.millrace.runtime.quality.MetricResult;
import io.millrace.runtime.record.RejectReason;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
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

    private final MeterRegistry registry;
    private final ProductStatusView view;
    private final List<Meter> meters = new ArrayList<>();

    ProductMeters(MeterRegistry registry, ProductStatusView view) {
        this.registry = registry;
        this.view = view;
    }

    void register() {
        Tags product = Tags.of("product", view.product().qualifiedName());
        for (String state : STATES) {
            meters.add(Gauge.builder(
                            MetricNames.STATE,
                            view,
                            status -> status.state().word().equals(state) ? 1 : 0)
                    .tags(product.and("state", state))
                    .description(MetricHelp.of(MetricNames.STATE))
                    .register(registry));
        }
        view.product().outputPorts().forEach(port -> {
            for (String input : view.product().judgedBy(port)) {
                registerBalance(product.and("input", input, "port", port.name()), input, port);
            }
        });
        view.product().outputPorts().stream()
                .filter(port -> port.contract().serviceLevels().frequency().isPresent())
                .forEach(port -> {
                    Tags tags = product.and("port", port.name());
                    gauge(MetricNames.SILENCE, tags, view -> view.silence().silenceMillis(port.name()), 1e-3);
                    meters.add(Gauge.builder(
                                    MetricNames.SILENCE_EXCEEDED,
                                    view,
                                    view -> view.silence().exceeded(port.name()) ? 1 : 0)
                            .tags(tags)
                            .description(MetricHelp.of(MetricNames.SILENCE_EXCEEDED))
                            .register(registry));
                });
        view.product()
                .outputPorts()
                .forEach(port -> port.contract()
                        .checks()
                        .metrics()
                        .forEach(metric ->
                                quality(product.and("port", port.name(), "metric", metric.name()), port, metric)));
        view.product().inputPorts().forEach(input -> {
            Tags tags = product.and("input", input.name());
            gauge(MetricNames.LAG, tags, view -> view.lag().lag(input.name()), 1);
            gauge(MetricNames.FRESHNESS, tags, view -> view.lag().freshnessMillis(input.name()), 1e-3);
            meters.add(Gauge.builder(
                            MetricNames.INDEX_BYTES,
                            view,
                            view -> view.input(input).indexBytes())
                    .tags(tags)
                    .description(MetricHelp.of(MetricNames.INDEX_BYTES))
                    .register(registry));
            meters.add(Gauge.builder(
                            MetricNames.INDEX_ENTRIES,
                            view,
                            view -> view.input(input).indexEntries())
                    .tags(tags)
                    .description(MetricHelp.of(MetricNames.INDEX_ENTRIES))
                    .register(registry));
            meters.add(Gauge.builder(MetricNames.WINDOW_SHARE, view, view -> view.windowShare(input))
                    .description(MetricHelp.of(MetricNames.WINDOW_SHARE))
                    .tags(tags)
                    .register(registry));
            if (view.product().delivery().periods().isPresent()) {
                gauge(MetricNames.PERIOD_COMPLETE, tags, view -> view.periodComplete(input), 1e-3);
            }
            counter(MetricNames.DEFAULTED, tags, view -> view.defaulted(input));
            counter(MetricNames.CONFLICTS, tags, view -> view.input(input).conflicts());
        });
    }

    private void registerBalance(Tags tags, String input, OutputPort port) {
        OUTCOMES.forEach((outcome, count) -> counter(
                MetricNames.RECORDS,
                tags.and("outcome", outcome),
                view -> count.applyAsDouble(view.balance(input, port))));
        for (RejectReason reason : RejectReason.values()) {
            counter(
                    MetricNames.DEAD_LETTERS,
                    tags.and("reason", reason.code()),
                    view -> view.balance(input, port).rejected().getOrDefault(reason, 0L));
        }
    }

    private void quality(Tags tags, OutputPort port, WindowMetric metric) {
        Function<ProductStatusView, Optional<MetricResult>> last =
                view -> view.quality().last(port.name(), metric.name());
        real(
                MetricNames.QUALITY_VALUE,
                tags,
                view -> last.apply(view)
                        .flatMap(MetricResult::value)
                        .map(BigDecimal::doubleValue)
                        .orElse(Double.NaN));
        real(
                MetricNames.QUALITY_ROWS,
                tags,
                view -> last.apply(view).map(result -> (double) result.rows()).orElse(Double.NaN));
        real(
                MetricNames.QUALITY_VIOLATED,
                tags.and("severity", metric.severity().name().toLowerCase(Locale.ROOT)),
                view -> last.apply(view)
                        .map(result -> switch (result.verdict()) {
                            case HELD -> 0.0;
                            case BROKEN -> 1.0;
                            case EMPTY, PARTIAL -> Double.NaN;
                        })
                        .orElse(Double.NaN));
    }

    private void real(String name, Tags tags, ToDoubleFunction<ProductStatusView> value) {
        meters.add(Gauge.builder(name, view, value)
                .tags(tags)
                .description(MetricHelp.of(name))
                .register(registry));
    }

    /** Takes the meters away. */
    void remove() {
        meters.forEach(registry::remove);
        meters.clear();
    }

    private void counter(String name, Tags tags, ToDoubleFunction<ProductStatusView> count) {
        meters.add(FunctionCounter.builder(name, view, count)
                .tags(tags)
                .description(MetricHelp.of(name))
                .register(registry));
    }

    private void gauge(String name, Tags tags, Function<ProductStatusView, OptionalLong> value, double scale) {
        meters.add(Gauge.builder(name, view, view -> {
                    OptionalLong now = value.apply(view);
                    return now.isPresent() ? now.getAsLong() * scale : Double.NaN;
                })
                .tags(tags)
                .description(MetricHelp.of(name))
                .register(registry));
    }
}
