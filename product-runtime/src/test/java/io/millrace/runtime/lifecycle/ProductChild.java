package io.millrace.runtime.lifecycle;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.contracts.product.Product;
import io.millrace.runtime.fixture.InMemoryRegistry;
import io.millrace.runtime.fixture.Payments;
import io.millrace.runtime.key.KeyRing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A JVM that runs one product until it is killed, or told to stop by the end of its input. */
final class ProductChild {
    /** Runs exactly once. */
    static final String KILLED = "killed";

    /** Runs at least once. */
    static final String REPEATED = "repeated";

    private final Process process;

    private ProductChild(Process process) {
        this.process = process;
    }

    static ProductChild start(String bootstrapServers, String product, Path state, Path keys) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ProductChild.class.getName(),
                bootstrapServers,
                product,
                state.toString(),
                keys.toString());
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(
                state.resolveSibling(product + ".log").toFile()));
        return new ProductChild(builder.start());
    }

    /** SIGKILL, and waits for the end. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What a child of this name runs. */
    static Payments product(String name) {
        Payments payments = Payments.product(name);
        return name.equals(REPEATED)
                ? payments.atLeastOnce()
                : payments.periods(Duration.ofSeconds(3), Duration.ofSeconds(1));
    }

    public static void main(String[] arguments) throws Exception {
        Product product = product(arguments[1]).build();
        var registry = new InMemoryRegistry();
        Payments.register(product, registry);
        var settings = RuntimeSettings.of(
                Map.of("bootstrap.servers", arguments[0]),
                registry,
                KeyRing.load(Path.of(arguments[3])),
                Path.of(arguments[2]),
                "child",
                new SimpleMeterRegistry());
        try (ProductRuntime runtime = ProductRuntime.create(product, settings)) {
            runtime.start(Preparation.NONE);
            runtime.awaitEnd(Duration.ofMinutes(10));
            System.err.println(runtime.status().state());
        }
    }
}
