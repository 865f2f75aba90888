package io.millrace.ingest.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Shows the metrics of {@link GatewayMetricNames}. */
final class GatewayMeters {
    private final MeterRegistry registry;

    GatewayMeters(MeterRegistry registry, AtomicLong inFlight, BrokerWatch broker) {
        this.registry = registry;
        Gauge.builder(GatewayMetricNames.IN_FLIGHT, inFlight, AtomicLong::doubleValue)
                .description("Bytes of bodies that are not answered yet")
                .register(registry);
        Gauge.builder(GatewayMetricNames.BROKER_UP, broker, watch -> watch.isThere() ? 1 : 0)
                .description("1 while the broker answers")
                .register(registry);
    }

    /** Events by what became of them: {@code accepted}, {@code refused} or {@code unconfirmed}. */
    void events(String event, String outcome, int count) {
        if (count > 0) {
            Counter.builder(GatewayMetricNames.EVENTS)
                    .description("Events by what became of them")
                    .tags("event", event, "outcome", outcome)
                    .register(registry)
                    .increment(count);
        }
    }

    /** An answered request; only one with an event that exists is told by name, so that nobody can make up series. */
    void request(String event, String token, int status, long nanos) {
        Timer.builder(GatewayMetricNames.REQUESTS)
                .description("Answered requests and how long they took")
                .tags("event", event, "token", token, "status", Integer.toString(status))
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
    }
}
