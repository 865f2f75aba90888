package io.millrace.cli;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmHeapPressureMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import io.millrace.cli.config.Configuration;
import java.util.Optional;

/**
 * The meters of a process: its own and those of the JVM. They are there to be scraped, and are pushed over OTLP where
 * {@code management.otlp.url} says whereto.
 */
final class Telemetry implements AutoCloseable {
    private final PrometheusMeterRegistry scraped;
    private final Optional<OtlpMeterRegistry> pushed;
    private final MeterRegistry meters;
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final JvmHeapPressureMetrics pressure = new JvmHeapPressureMetrics();

    private Telemetry(PrometheusMeterRegistry scraped, Optional<OtlpMeterRegistry> pushed) {
        this.scraped = scraped;
        this.pushed = pushed;
        if (pushed.isPresent()) {
            CompositeMeterRegistry both = new CompositeMeterRegistry();
            both.add(scraped).add(pushed.get());
            meters = both;
        } else {
            meters = scraped;
        }
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
        new FileDescriptorMetrics().bindTo(meters);
        collections.bindTo(meters);
        pressure.bindTo(meters);
    }

    /** @param command what runs: {@code run}, {@code ingest} or {@code gateway} */
    static Telemetry start(String command, Configuration configuration) {
        return new Telemetry(
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                configuration.otlp().map(otlp -> OtlpExport.start(command, configuration.instanceId(), otlp)));
    }

    /** Where meters are registered. */
    MeterRegistry meters() {
        return meters;
    }

    /** What the management port shows. */
    PrometheusMeterRegistry scraped() {
        return scraped;
    }

    /** Pushes what there is for the last time. */
    @Override
    public void close() {
        collections.close();
        pressure.close();
        pushed.ifPresent(OtlpMeterRegistry::close);
    }
}
