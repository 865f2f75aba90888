package io.millrace.runtime.lifecycle;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.contracts.product.Product;
import io.millrace.runtime.fixture.Changes;
import io.millrace.runtime.fixture.InMemoryRegistry;
import io.millrace.runtime.fixture.Payments;
import io.millrace.runtime.key.KeyRing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JVM that runs one product of each identity strategy, beside others of its kind, until it is killed. */
final class PeerChild {
    private static final int PARTITIONS = 2;

    private final Process process;

    private PeerChild(Process process) {
        this.process = process;
    }

    static List<Product> products() {
        return List.of(
                Payments.product("ids").partitions(PARTITIONS).build(),
                Payments.product("versions")
                        .partitions(PARTITIONS)
                        .latestVersion()
                        .build(),
                Changes.product());
    }

    /** Registers everything in the order that gives the same ids in each process; returns the writer's of changes. */
    static int register(InMemoryRegistry registry) {
        products().forEach(product -> Payments.register(product, registry));
        return registry.register("raw", Changes.ENVELOPE);
    }

    static PeerChild start(String bootstrapServers, String instance, Path directory) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                PeerChild.class.getName(),
                bootstrapServers,
                instance,
                directory.toString());
        return new PeerChild(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve(instance + ".log").toFile()))
                .start());
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void stop() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void goOn() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("kill " + signal + " ended with " + code);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    public static void main(String[] arguments) throws Exception {
        var registry = new InMemoryRegistry();
        register(registry);
        Path directory = Path.of(arguments[2]);
        var settings = RuntimeSettings.of(
                Map.of(
                        "bootstrap.servers", arguments[0],
                        "session.timeout.ms", "6000",
                        "heartbeat.interval.ms", "1000",
                        "producer.transaction.timeout.ms", "5000",
                        "num.standby.replicas", "1"),
                registry,
                KeyRing.load(directory.resolve("keys")),
                directory.resolve("state-" + arguments[1]),
                arguments[1],
                new SimpleMeterRegistry());
        List<ProductRuntime> running = new ArrayList<>();
        for (Product product : products()) {
            ProductRuntime runtime = ProductRuntime.create(product, settings);
            running.add(runtime);
            runtime.start(Preparation.NONE);
        }
        for (ProductRuntime runtime : running) {
            runtime.awaitEnd(Duration.ofMinutes(10));
            System.err.println(runtime.status().state());
        }
    }
}
