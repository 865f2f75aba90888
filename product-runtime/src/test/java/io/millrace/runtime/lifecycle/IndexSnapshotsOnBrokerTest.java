package io.millrace.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.contracts.product.Product;
import io.millrace.runtime.fixture.Await;
import io.millrace.runtime.fixture.Cluster;
import io.millrace.runtime.fixture.InMemoryRegistry;
import io.millrace.runtime.fixture.Payments;
import io.millrace.runtime.fixture.Sender;
import io.millrace.runtime.key.KeyRing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots of event ids are a short cut for orderly stops, and never decide a verdict. */
class IndexSnapshotsOnBrokerTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int EVENTS = 25_000;

    @TempDir
    private Path directory;

    private final InMemoryRegistry registry = new InMemoryRegistry();

    @Test
    void shouldKnowEveryEventAgainWhateverBecomesOfTheFiles() throws Exception {
        Payments payments = Payments.product("snapshots");
        Product product = payments.build();
        KeyRing keys = KeyRing.generate(directory.resolve("keys"), List.of("shop"));
        try (Cluster cluster = Cluster.start()) {
            cluster.provision(product, registry);
            send(cluster, payments);
            run(cluster, product, keys, EVENTS);
            List<Path> files = snapshots();
            assertThat(files).hasSize(2);

            byte[] old = Files.readAllBytes(files.get(1));
            Path damaged = files.get(0);
            byte[] content = Files.readAllBytes(damaged);
            content[content.length / 2] ^= 1;
            Files.write(damaged, content);
            send(cluster, payments);
            run(cluster, product, keys, 2 * EVENTS);
            assertThat(cluster.records("shop.snapshots.settled.v1")).hasSize(EVENTS);

            // as from an old backup: it covers less, so more is read back
            Files.write(files.get(1), old);
            send(cluster, payments);
            run(cluster, product, keys, 3 * EVENTS);
            assertThat(cluster.records("shop.snapshots.settled.v1")).hasSize(EVENTS);
        }
    }

    private void run(Cluster cluster, Product product, KeyRing keys, long judged) throws InterruptedException {
        var settings = RuntimeSettings.of(
                cluster.clients(), registry, keys, directory.resolve("state"), "one", new SimpleMeterRegistry());
        try (ProductRuntime runtime = ProductRuntime.create(product, settings)) {
            runtime.start();
            Await.until(
                    judged + " records judged",
                    PATIENCE,
                    () -> runtime.status().inputs().get(0).records() == judged);
        } catch (ProductStartException cannot) {
            throw new AssertionError(cannot);
        }
    }

    private List<Path> snapshots() throws IOException {
        try (Stream<Path> all = Files.walk(directory.resolve("state"))) {
            return all.filter(path -> path.toString().endsWith(".snapshot")).toList();
        }
    }

    private static void send(Cluster cluster, Payments payments) {
        try (Sender sender = cluster.sender(payments.topic())) {
            for (int i = 0; i < EVENTS; i++) {
                sender.send("e" + i, Payments.event("e" + i, "12.50", Instant.now()));
            }
        }
    }
}
