package io.millrace.runtime.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The end-to-end latency of one output port against what its contract promises. Safe for use by several threads. */
public final class LatencyBoard {
    private static final long NONE = Long.MIN_VALUE;

    private static final List<Duration> COMMON_BUCKETS = List.of(
            Duration.ofMillis(10),
            Duration.ofMillis(25),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofMillis(2_500),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10));

    private final Optional<Duration> bound;
    private final Timer timer;
    private final Counter late;
    private volatile long lastMillis = NONE;

    /** @param bound the promised latency, if any */
    public LatencyBoard(MeterRegistry meters, String product, String port, Optional<Duration> bound) {
        this.bound = bound;
        Tags tags = Tags.of("product", product, "port", port);
        timer = Timer.builder(MetricNames.LATENCY)
                .description(MetricHelp.of(MetricNames.LATENCY))
                .tags(tags)
                .serviceLevelObjectives(buckets(bound))
                .register(meters);
        late = Counter.builder(MetricNames.LATE_RECORDS)
                .description(MetricHelp.of(MetricNames.LATE_RECORDS))
                .tags(tags)
                .register(meters);
    }

    /** Every port has buckets: a registry for Prometheus cannot show series with and without them under one name. */
    private static Duration[] buckets(Optional<Duration> bound) {
        return Stream.concat(COMMON_BUCKETS.stream(), bound.stream())
                .sorted()
                .distinct()
                .toArray(Duration[]::new);
    }

    /** Notes a record that left so long after its event. */
    public void record(long millis) {
        lastMillis = millis;
        timer.record(Math.max(0, millis), TimeUnit.MILLISECONDS);
        if (bound.isPresent() && millis > bound.get().toMillis()) {
            late.increment();
        }
    }

    /** The last record's latency; empty before the first one. */
    public OptionalLong last() {
        long last = lastMillis;
        return last == NONE ? OptionalLong.empty() : OptionalLong.of(last);
    }

    /** Records that left later than promised, since start. */
    public long late() {
        return (long) late.count();
    }

    /** The promised latency. */
    public Optional<Duration> bound() {
        return bound;
    }
}
