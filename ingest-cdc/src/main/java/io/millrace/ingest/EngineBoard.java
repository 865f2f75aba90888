package io.millrace.ingest;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What of Debezium's own figures tells where time is lost, as meters. */
final class EngineBoard {
    private final String source;
    private final MeterRegistry meters;
    private final EngineFigures figures;
    private final List<Meter> shown = new ArrayList<>();

    EngineBoard(String source, MeterRegistry meters) {
        this.source = source;
        this.meters = meters;
        this.figures = new EngineFigures(source);
        gauge(
                IngestMetricNames.ENGINE_CONNECTED,
                "1 while the engine reads the slot, else 0",
                EngineFigures::connected);
        gauge(
                IngestMetricNames.ENGINE_QUEUE_SHARE,
                "Changes that were read and wait to be published, as a share of what the engine's queue takes",
                EngineFigures::queueShare);
        gauge(
                IngestMetricNames.ENGINE_QUEUE_BYTES,
                "Bytes of the changes that wait to be published",
                EngineFigures::queueBytes);
        counter(IngestMetricNames.ENGINE_EVENTS, "Events that the engine has read", EngineFigures::events);
        counter(
                IngestMetricNames.ENGINE_TRANSACTIONS,
                "Transactions that the engine has read",
                EngineFigures::transactions);
    }

    private void gauge(String name, String description, ToDoubleFunction<EngineFigures> value) {
        shown.add(Gauge.builder(name, figures, value)
                .description(description)
                .tag("source", source)
                .register(meters));
    }

    private void counter(String name, String description, ToDoubleFunction<EngineFigures> value) {
        shown.add(FunctionCounter.builder(name, figures, value)
                .description(description)
                .tag("source", source)
                .register(meters));
    }

    /** Takes the meters away. */
    void close() {
        shown.forEach(meters::remove);
    }
}
