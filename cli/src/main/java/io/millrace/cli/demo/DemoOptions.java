package io.millrace.cli.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the viewer asked for.
 *
 * @param mesh folder of the shop
 * @param duration how long traffic runs; empty: until {@code q} or Ctrl-C
 * @param report where the JSON report goes, if anywhere
 * @param kafkaPort 0: any free port, as for the other ports
 * @param registryPort port of the schema registry
 * @param databasePort port of PostgreSQL
 * @param httpPort management port of the runtime
 * @param rate changes and events a second, together
 * @param products whether the demo runs the shop's products, or leaves them to the viewer
 * @param plain no terminal control
 * @param seed of the traffic
 * @param settings keys and values that the processes are configured with beside the demo's own
 * @param kills planned SIGKILLs, in the order of time
 */
record DemoOptions(
        Path mesh,
        Optional<Duration> duration,
        Optional<Path> report,
        int kafkaPort,
        int registryPort,
        int databasePort,
        int httpPort,
        int rate,
        boolean products,
        boolean plain,
        long seed,
        Map<String, String> settings,
        List<Kill> kills) {
    DemoOptions {
        settings = Map.copyOf(settings);
        kills = List.copyOf(kills);
    }
}
