package io.millrace.ingest.publish;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

/**
 * The few figures of a producer that tell whether Kafka takes what is sent, as meters without client ids. The producer
 * may be replaced by another; counts then begin anew. Safe for use by several threads.
 */
public final class ProducerFigures {
    private static final String GROUP = "producer-metrics";

    private final MeterRegistry meters;
    private final List<Meter> shown = new ArrayList<>();
    private volatile @Nullable Producer<?, ?> producer;

    /** What the meters are called. */
    public record Names(String sentBytes, String retries, String errors, String requestSeconds) {}

    public ProducerFigures(MeterRegistry meters, Names names, Tags tags) {
        this.meters = meters;
        counter(names.sentBytes(), "Bytes sent to brokers", "outgoing-byte-total", tags);
        counter(names.errors(), "Records that the producer gave up", "record-error-total", tags);
        counter(names.retries(), "Records that the producer sent again", "record-retry-total", tags);
        shown.add(Gauge.builder(names.requestSeconds(), () -> value("request-latency-max") / 1e3)
                .description("Longest request of the producer in the last half minute")
                .tags(tags)
                .register(meters));
    }

    private void counter(String name, String description, String metric, Tags tags) {
        shown.add(FunctionCounter.builder(name, this, figures -> figures.value(metric))
                .description(description)
                .tags(tags)
                .register(meters));
    }

    /** Shows this producer from now on. */
    public void show(Producer<?, ?> now) {
        producer = now;
    }

    /** Takes the meters away. */
    public void remove() {
        shown.forEach(meters::remove);
        shown.clear();
    }

    /** 0 before there is a producer, and while it has sent nothing. */
    private double value(String name) {
        Producer<?, ?> now = producer;
        if (now != null) {
            for (Map.Entry<MetricName, ? extends Metric> entry : now.metrics().entrySet()) {
                if (entry.getKey().name().equals(name)
                        && entry.getKey().group().equals(GROUP)
                        && entry.getValue().metricValue() instanceof Double value
                        && Double.isFinite(value)) {
                    return value;
                }
            }
        }
        return 0;
    }
}
