package io.millrace.runtime.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The latency boards of a product, one per output port. Safe for use by several threads. */
public final class LatencyBoards {
    private final MeterRegistry meters;
    private final String product;
    private final Map<String, LatencyBoard> byPort = new ConcurrentHashMap<>();

    /** @param product {@code <domain>.<product>} */
    public LatencyBoards(MeterRegistry meters, String product) {
        this.meters = meters;
        this.product = product;
    }

    /**
     * The board of an output port.
     *
     * @param bound the promised latency, if any
     */
    public LatencyBoard of(String port, Optional<Duration> bound) {
        return byPort.computeIfAbsent(port, name -> new LatencyBoard(meters, product, name, bound));
    }
}
