package io.millrace.contracts.product;

import java.time.Duration;
import java.util.Optional;

/**
 * The service levels of a contract that Millrace runs.
 *
 * @param latency promised time from the event's own time to its output, if any
 * @param frequency longest promised silence of the port, if any
 * @param minimumRetention the topic keeps records at least this long, if promised
 * @param maximumRetention the topic keeps records at most this long ({@code driver: regulatory}), if demanded
 */
public record ServiceLevels(
        Optional<Latency> latency,
        Optional<Duration> frequency,
        Optional<Duration> minimumRetention,
        Optional<Duration> maximumRetention) {

    public static final ServiceLevels NONE =
            new ServiceLevels(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * A promise about delay.
     *
     * @param bound longest promised delay
     * @param field name of the output field that holds the event's time
     */
    public record Latency(Duration bound, String field) {}
}
