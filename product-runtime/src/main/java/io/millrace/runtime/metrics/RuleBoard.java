package io.millrace.runtime.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often the rules of a product's contracts were broken, by what was done about it. Counts since the process
 * started. Safe for use by several threads.
 */
public final class RuleBoard {
    private final MeterRegistry meters;
    private final String product;
    private final Map<Broken, Counter> counters = new ConcurrentHashMap<>();

    private record Broken(String port, String rule, String action) {}

    /** @param product {@code <domain>.<product>} */
    public RuleBoard(MeterRegistry meters, String product) {
        this.meters = meters;
        this.product = product;
    }

    /**
     * Shows a rule from now on, with 0: a series that begins with its first violation hides that one.
     *
     * @param action what is done when it is broken: reject, flag, default, nullify or clamp
     */
    public void show(String port, String rule, String action) {
        counter(port, rule, action);
    }

    /** Counts a record that broke a rule. */
    public void count(String port, String rule, String action) {
        counter(port, rule, action).increment();
    }

    private Counter counter(String port, String rule, String action) {
        return counters.computeIfAbsent(new Broken(port, rule, action), this::register);
    }

    private Counter register(Broken broken) {
        return Counter.builder(MetricNames.RULE_VIOLATIONS)
                .description(MetricHelp.of(MetricNames.RULE_VIOLATIONS))
                .tags("product", product, "port", broken.port(), "rule", broken.rule(), "action", broken.action())
                .register(meters);
    }
}
