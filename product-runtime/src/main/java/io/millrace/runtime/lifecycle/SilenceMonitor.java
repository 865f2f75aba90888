package io.millrace.runtime.lifecycle;

import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import io.millrace.runtime.metrics.PortBalance;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long the output ports that promise a {@code frequency} have been silent: nothing sent since, by the clock of this
 * instance, beginning with its start. Partitions that other instances process are not seen. Where the sources of a port
 * say that nothing changed, there was nothing to send: its silence begins where that ends.
 */
final class SilenceMonitor {
    private static final Logger LOG = LoggerFactory.getLogger(SilenceMonitor.class);

    private final Product product;
    private final InstantSource time;
    private final Map<String, Reading> readings = new ConcurrentHashMap<>();

    private record Reading(long sent, long sinceMillis, long silentMillis, boolean exceeded) {}

    SilenceMonitor(Product product, InstantSource time) {
        this.product = product;
        this.time = time;
    }

    /** How long the port has been silent; empty where it promises no frequency. */
    OptionalLong silenceMillis(String port) {
        Reading reading = readings.get(port);
        return reading == null ? OptionalLong.empty() : OptionalLong.of(reading.silentMillis());
    }

    /** Whether the port is silent for longer than its contract promises. */
    boolean exceeded(String port) {
        Reading reading = readings.get(port);
        return reading != null && reading.exceeded();
    }

    /** Takes a new reading and says so, once, when a promise is broken and when it is kept again. */
    void update(Function<OutputPort, PortBalance> balances, Function<OutputPort, OptionalLong> completeMillis) {
        for (OutputPort port : product.outputPorts()) {
            port.contract()
                    .serviceLevels()
                    .frequency()
                    .ifPresent(promised -> update(
                            port.name(),
                            promised,
                            balances.apply(port),
                            completeMillis.apply(port).orElse(0)));
        }
    }

    private void update(String port, Duration promised, PortBalance balance, long completeMillis) {
        long now = time.millis();
        long sent = balance.accepted() + balance.retracted();
        Reading before = readings.getOrDefault(port, new Reading(sent, now, 0, false));
        long since = sent > before.sent() ? now : before.sinceMillis();
        long silent = Math.max(0, now - Math.max(since, completeMillis));
        boolean exceeded = silent > promised.toMillis();
        readings.put(port, new Reading(sent, since, silent, exceeded));
        if (exceeded && !before.exceeded()) {
            LOG.atWarn()
                    .addKeyValue("port", port)
                    .log(
                            "Product {}, output port {}: nothing was sent for {}, the contract promises a record at"
                                    + " least every {}",
                            product.qualifiedName(),
                            port,
                            Duration.ofMillis(silent),
                            promised);
        } else if (before.exceeded() && !exceeded) {
            LOG.atInfo()
                    .addKeyValue("port", port)
                    .log("Product {}, output port {}: sends again", product.qualifiedName(), port);
        }
    }
}
