package io.millrace.bench;

import io.millrace.bench.latency.LatencyPair;
import io.millrace.bench.latency.LatencyProcess;
import io.millrace.bench.latency.LatencyResult;
import io.millrace.bench.latency.LatencySettings;
import io.millrace.bench.mesh.RunNames;
import io.millrace.bench.step.Step;
import io.millrace.bench.step.StepProcess;
import io.millrace.bench.step.StepSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * The whole product under a steady load that does not wait for it: half of the highest it takes. Then the raw copy under
 * the same load, which tells how much of the latency is the product's.
 */
final class LatencyRun {
    private final Arena arena;
    private final BenchOptions options;

    LatencyRun(Arena arena, BenchOptions options) {
        this.arena = arena;
        this.options = options;
    }

    LatencyPair run() throws IOException, InterruptedException, ExecutionException, BenchException {
        LatencyResult product = run(Step.FULL, 0);
        return new LatencyPair(product, run(Step.FULL.baseline(), product.recordsPerSecond()));
    }

    private LatencyResult run(Step step, long perSecond)
            throws IOException, InterruptedException, ExecutionException, BenchException {
        String run = "latency-" + step.text();
        RunNames names = RunNames.of(run, "bench." + run + ".in");
        Path directory = arena.directory(run);
        Path serviceFile = directory.resolve("service-settings");
        new StepSettings(
                        step,
                        arena.bootstrapServers(),
                        arena.brokerProcess(),
                        names,
                        arena.keys(),
                        directory,
                        options.threads(),
                        0,
                        0,
                        directory.resolve("service-result"))
                .write(serviceFile);
        int warmUpSeconds = Math.max(10, options.latencySeconds() / 3);
        LatencySettings settings = new LatencySettings(
                arena.bootstrapServers(),
                names.input(),
                names.output(),
                options.size(),
                warmUpSeconds,
                options.latencySeconds(),
                perSecond,
                step.isCopy(),
                directory.resolve("latency-result"));
        Path file = directory.resolve("latency-settings");
        settings.write(file);
        arena.createTopics(List.of(names.input(), names.output(), names.deadLetters()));
        try (Child service = Child.start(
                "step " + step.text() + " under steady load",
                directory.resolve("service-log"),
                StepProcess.class,
                serviceFile.toString(),
                "0")) {
            arena.awaitMembers(names.applicationId(), service);
            try (Child load =
                    Child.start("the latency run", directory.resolve("log"), LatencyProcess.class, file.toString())) {
                load.await(Duration.ofSeconds(120L + warmUpSeconds + options.latencySeconds()));
            }
        }
        LatencyResult result = LatencyResult.read(settings.result());
        if (result.received() != result.expected()) {
            throw new BenchException("latency run of " + step.text() + ": " + result.expected()
                    + " outputs were expected, " + result.received() + " came within 30 s of the last event");
        }
        return result;
    }
}
