package io.millrace.runtime.lifecycle;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.contracts.product.Product;
import io.millrace.embedded.EmbeddedPlatform;
import io.millrace.runtime.fixture.InMemoryRegistry;
import io.millrace.runtime.fixture.Payments;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.provision.Provisioning;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Prints how long four products in one JVM take from nothing to running; give it {@code -Xmx256m}. */
final class StartTiming {
    private static final int PRODUCTS = 4;

    private StartTiming() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory("millrace-start");
        try (var platform = EmbeddedPlatform.builder()
                .workDirectory(directory)
                .withoutDatabase()
                .withoutRegistry()
                .start()) {
            Map<String, String> clients = Map.of("bootstrap.servers", platform.bootstrapServers());
            List<Product> products = new ArrayList<>();
            var registry = new InMemoryRegistry();
            for (int i = 0; i < PRODUCTS; i++) {
                products.add(Payments.product("p" + i).partitions(6).build());
            }
            try (Admin admin = Admin.create(Map.copyOf(clients))) {
                Provisioning.plan(products, admin, registry).apply(change -> {});
            }
            KeyRing keys = KeyRing.generate(directory.resolve("keys"), List.of("shop"));
            for (String round : List.of("first start", "second start")) {
                start(round, products, clients, registry, keys, directory);
            }
        }
    }

    private static void start(
            String round,
            List<Product> products,
            Map<String, String> clients,
            InMemoryRegistry registry,
            KeyRing keys,
            Path directory)
            throws Exception {
        long began = System.nanoTime();
        List<ProductRuntime> runtimes = new ArrayList<>();
        for (Product product : products) {
            var settings = RuntimeSettings.of(
                    clients, registry, keys, directory.resolve("state"), "one", new SimpleMeterRegistry());
            ProductRuntime runtime = ProductRuntime.create(product, settings);
            runtimes.add(runtime);
            runtime.start();
        }
        long started = System.nanoTime();
        for (ProductRuntime runtime : runtimes) {
            if (!runtime.awaitReady(Duration.ofMinutes(1))) {
                throw new IllegalStateException(runtime.status().toString());
            }
        }
        long ready = System.nanoTime();
        System.gc();
        long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        long closing = System.nanoTime();
        runtimes.parallelStream().forEach(ProductRuntime::close);
        System.out.printf(
                "%s: start() %d ms, running after %d ms, live heap %d MiB, closed in %d ms%n",
                round,
                (started - began) / 1_000_000,
                (ready - began) / 1_000_000,
                heap >> 20,
                (System.nanoTime() - closing) / 1_000_000);
    }
}
