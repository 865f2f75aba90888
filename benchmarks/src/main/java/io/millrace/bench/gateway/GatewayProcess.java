package io.millrace.bench.gateway;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.bench.mesh.BenchMesh;
import io.millrace.bench.step.Leash;
import io.millrace.ingest.gateway.Gateway;
import io.millrace.ingest.gateway.GatewaySettings;
import io.millrace.ingest.gateway.GatewaySettings.Address;
import io.millrace.ingest.gateway.GatewaySettings.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The main class of the gateway's process: takes events until the process that started it closes standard input. */
public final class GatewayProcess {
    /** The defaults of {@code millrace gateway}. */
    private static final Limits LIMITS = new Limits(8 << 20, 960 << 10, 64 << 20, 0, Duration.ofSeconds(10));

    private GatewayProcess() {}

    /**
     * Serves until it is orphaned.
     *
     * @param arguments those of a {@link GatewayRun}
     */
    public static void main(String[] arguments) throws Exception {
        var orphaned = new CountDownLatch(1);
        Leash.hold(orphaned::countDown);
        GatewayRun run = GatewayRun.of(arguments);
        var settings = new GatewaySettings(
                Map.of("bootstrap.servers", run.bootstrapServers()),
                new Address("127.0.0.1", 0, false),
                Optional.empty(),
                Optional.empty(),
                LIMITS,
                Optional.empty(),
                new SimpleMeterRegistry());
        try (Gateway gateway = Gateway.start(List.of(BenchMesh.event(run.directory(), run.environment())), settings)) {
            run.listensAt(gateway.url());
            orphaned.await();
        }
        System.exit(0);
    }
}
