package io.millrace.bench;

import io.millrace.bench.gateway.BatchSender;
import io.millrace.bench.gateway.BatchSender.Stretch;
import io.millrace.bench.gateway.GatewayProcess;
import io.millrace.bench.gateway.GatewayRun;
import io.millrace.bench.ingest.KeyCount;
import io.millrace.bench.mesh.BenchMesh;
import io.millrace.bench.report.GatewayReport;
import io.millrace.bench.report.GatewayReport.Round;
import io.millrace.bench.report.Machine;
import io.millrace.contracts.event.DomainEvent;
import io.millrace.embedded.EmbeddedPlatform;
import io.millrace.embedded.EmbeddedStartException;
import io.millrace.ingest.EventTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.AppInfoParser;

/** Loads the gateway, in a process of its own, on a broker in another; sender, gateway and broker share the cores. */
public final class GatewayBench {
    private static final long MOST_BYTES = 4L << 30;
    private static final Duration START = Duration.ofMinutes(2);

    private final GatewayOptions options;
    private final Consumer<String> say;

    /** @param say hears how it goes, a line at a time */
    public GatewayBench(GatewayOptions options, Consumer<String> say) {
        this.options = options;
        this.say = say;
    }

    /**
     * Runs all rounds.
     *
     * @throws BenchException if something cannot be run, or the topic does not hold each event that was answered once
     */
    public GatewayReport run() throws BenchException, InterruptedException {
        Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Machine machine = Machine.here();
        try (EmbeddedPlatform platform = EmbeddedPlatform.builder()
                .kafkaForLoad()
                .withoutDatabase()
                .withoutRegistry()
                .neededBytes(MOST_BYTES)
                .start()) {
            List<Round> rounds = new ArrayList<>();
            for (int round = 1; round <= options.rounds(); round++) {
                Round found = run(platform, round);
                rounds.add(found);
                say.accept(String.format(
                        Locale.ROOT,
                        "round %d of %d  %,9.0f events/s  gateway %6.2f us CPU/event  request p50 %.1f ms, p99 %.1f ms",
                        round,
                        options.rounds(),
                        found.eventsPerSecond(),
                        found.cpuMicrosPerEvent(),
                        found.p50Millis(),
                        found.p99Millis()));
            }
            return GatewayReport.of(
                    started.toString(),
                    machine,
                    Map.of("kafka", AppInfoParser.getVersion()),
                    Map.of(
                            "batch", options.batch(),
                            "connections", options.connections(),
                            "warmUpSeconds", options.warmUpSeconds(),
                            "seconds", options.seconds(),
                            "rounds", options.rounds(),
                            "javaOptions", String.join(" ", Child.OPTIONS)),
                    rounds);
        } catch (EmbeddedStartException | IOException | ExecutionException failed) {
            throw new BenchException("the benchmark cannot go on: " + failed.getMessage(), failed);
        }
    }

    private Round run(EmbeddedPlatform platform, int round)
            throws IOException, InterruptedException, ExecutionException, BenchException {
        Path directory =
                Files.createDirectories(platform.workDirectory().resolve("runs").resolve("gateway-" + round));
        var run = new GatewayRun(platform.bootstrapServers(), "run" + round, directory);
        DomainEvent event = BenchMesh.event(directory, run.environment());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
            EventTopics.apply(admin, List.of(event), step -> {});
        }
        try (Child child =
                Child.start("the gateway", directory.resolve("log"), GatewayProcess.class, run.arguments())) {
            var sender = new BatchSender(url(run, child), event.qualifiedName(), options.batch());
            sender.send(options.connections(), options.warmUpSeconds());
            Duration before = child.processorTime();
            Stretch stretch = sender.send(options.connections(), options.seconds());
            Duration used = child.processorTime().minus(before);
            check(platform, event.topic(), sender.answered());
            return new Round(
                    stretch.eventsPerSecond(),
                    used.toNanos() / 1e3 / stretch.events(),
                    stretch.latencies().percentileMillis(0.5),
                    stretch.latencies().percentileMillis(0.99));
        }
    }

    private static String url(GatewayRun run, Child child) throws IOException, InterruptedException, BenchException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!Files.exists(run.url())) {
            child.requireAlive();
            if (System.nanoTime() - deadline > 0) {
                throw new BenchException("the gateway does not listen after " + START.toSeconds() + " s");
            }
            Thread.sleep(50);
        }
        return Files.readString(run.url());
    }

    /** The oracle: whatever was answered is in the topic, once. */
    private static void check(EmbeddedPlatform platform, String topic, long answered) throws BenchException {
        KeyCount found = KeyCount.of(platform.bootstrapServers(), topic);
        if (found.records() != answered || found.keys() != answered) {
            throw new BenchException("topic " + topic + " is wrong: " + answered + " events were answered, "
                    + found.records() + " records of " + found.keys() + " keys are in it");
        }
    }
}
