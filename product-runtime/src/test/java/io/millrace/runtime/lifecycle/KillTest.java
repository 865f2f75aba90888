package io.millrace.runtime.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.product.Product;
import io.millrace.runtime.fixture.Await;
import io.millrace.runtime.fixture.Cluster;
import io.millrace.runtime.fixture.InMemoryRegistry;
import io.millrace.runtime.fixture.Payments;
import io.millrace.runtime.fixture.Sender;
import io.millrace.runtime.key.KeyRing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL at random under load: nothing lost, nothing doubled, in outputs and in dead letters. */
class KillTest {
    private static final int KILLS = Integer.getInteger("millrace.kills", 3);
    private static final int EVENTS_A_SECOND = 2_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    private final AtomicInteger sent = new AtomicInteger();
    private volatile boolean enough;

    @Test
    void shouldLoseAndDoubleNothingWhenKilledAtRandom() throws Exception {
        long seed = Long.getLong("millrace.seed", System.nanoTime());
        System.out.println("seed " + seed);
        var random = new Random(seed);
        Payments payments = Payments.product("killed");
        Product product = payments.build();
        Path keys = directory.resolve("keys");
        KeyRing.generate(keys, List.of("shop"));
        try (Cluster cluster = Cluster.start()) {
            cluster.provision(product, new InMemoryRegistry());
            var load = new Thread(() -> load(cluster, payments, new Random(seed)), "load");
            load.start();
            String bootstrap = cluster.bootstrapServers();
            Path state = directory.resolve("state");
            for (int kill = 0; kill < KILLS; kill++) {
                ProductChild child = ProductChild.start(bootstrap, "killed", state, keys);
                long before = cluster.committed("shop.killed.settled.v1");
                Await.until(
                        "output before the kill",
                        PATIENCE,
                        () -> cluster.committed("shop.killed.settled.v1") > before + 10);
                Thread.sleep(random.nextInt(1500));
                assertThat(child.isAlive()).isTrue();
                child.kill();
            }
            enough = true;
            load.join();
            ProductChild last = ProductChild.start(bootstrap, "killed", state, keys);
            try {
                Await.until("all input judged", PATIENCE, () -> cluster.lag(product) <= 2);
                cluster.awaitNoOpenTransaction("shop.killed.settled.v1", PATIENCE);
                cluster.awaitNoOpenTransaction("shop.killed.dead-letter", PATIENCE);
            } finally {
                last.kill();
            }
            verify(cluster);
        }
    }

    private void verify(Cluster cluster) {
        List<String> outputs = keys(cluster.records("shop.killed.settled.v1"));
        List<String> expected = new ArrayList<>();
        int malformed = 0;
        for (int i = 0; i < sent.get(); i++) {
            if (i % 50 == 0) {
                malformed++;
            } else {
                expected.add("e" + i);
            }
        }
        System.out.println(KILLS + " kills, " + sent.get() + " events, " + outputs.size() + " outputs");
        assertThat(outputs).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
        assertThat(keys(cluster.records("shop.killed.dead-letter")))
                .doesNotHaveDuplicates()
                .hasSize(malformed);
    }

    private static List<String> keys(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(record -> new String(record.key(), UTF_8)).toList();
    }

    /** Every 50th event is malformed; every 10th is sent again, now or up to 1000 events later. */
    private void load(Cluster cluster, Payments payments, Random random) {
        try (var producer = cluster.sender(payments.topic())) {
            long started = System.nanoTime();
            while (!enough) {
                int i = sent.get();
                send(producer, i);
                sent.incrementAndGet();
                if (i % 10 == 0) {
                    int again = Math.max(0, i - random.nextInt(1000));
                    if (again % 50 != 0) {
                        send(producer, again);
                    }
                }
                long due = started + (long) i * 1_000_000_000L / EVENTS_A_SECOND;
                long ahead = (due - System.nanoTime()) / 1_000_000;
                if (ahead > 5) {
                    Thread.sleep(ahead);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(Sender producer, int i) {
        String id = "e" + i;
        producer.send(id, i % 50 == 0 ? ("{" + i).getBytes(UTF_8) : Payments.event(id, "12.50", Instant.now()));
    }
}
