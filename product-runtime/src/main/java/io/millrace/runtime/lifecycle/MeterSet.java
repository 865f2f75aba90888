package io.millrace.runtime.lifecycle;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.millrace.runtime.metrics.MetricHelp;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** Meters that are shown and taken away together, each with the help text of its name. */
final class MeterSet {
    private final MeterRegistry registry;
    private final List<Meter> meters = new ArrayList<>();

    /** Micrometer holds what a counter asks only weakly. */
    private final List<DoubleSupplier> counts = new ArrayList<>();

    MeterSet(MeterRegistry registry) {
        this.registry = registry;
    }

    void counter(String name, Tags tags, DoubleSupplier count) {
        counts.add(count);
        meters.add(FunctionCounter.builder(name, count, DoubleSupplier::getAsDouble)
                .tags(tags)
                .description(MetricHelp.of(name))
                .register(registry));
    }

    void gauge(String name, Tags tags, DoubleSupplier value) {
        meters.add(Gauge.builder(name, value::getAsDouble)
                .tags(tags)
                .description(MetricHelp.of(name))
                .register(registry));
    }

    /** A gauge that shows NaN where nothing is known. */
    void gauge(String name, Tags tags, Supplier<OptionalLong> value, double scale) {
        gauge(name, tags, () -> {
            OptionalLong now = value.get();
            return now.isPresent() ? now.getAsLong() * scale : Double.NaN;
        });
    }

    /** Takes the meters away. */
    void remove() {
        meters.forEach(registry::remove);
        meters.clear();
        counts.clear();
    }
}
