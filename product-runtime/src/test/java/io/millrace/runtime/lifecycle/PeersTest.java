package io.millrace.runtime.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.product.Product;
import io.millrace.runtime.fixture.Await;
import io.millrace.runtime.fixture.Changes;
import io.millrace.runtime.fixture.Cluster;
import io.millrace.runtime.fixture.InMemoryRegistry;
import io.millrace.runtime.fixture.Payments;
import io.millrace.runtime.fixture.Sender;
import io.millrace.runtime.key.KeyRing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances with standbys, for each identity strategy: one is killed, later one is paused beyond the timeouts of
 * session and transaction, and goes on when its place is taken. Nothing may be lost or doubled. {@code
 * -Dmillrace.pauses=3} for the pauses, which take half a minute each.
 */
class PeersTest {
    private static final int PAUSES = Integer.getInteger("millrace.pauses", 0);
    private static final int EVENTS_A_SECOND = 300;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private volatile int sent;
    private volatile boolean enough;

    @Test
    void shouldLoseAndDoubleNothingWhenAPeerTakesOver() throws Exception {
        KeyRing.generate(directory.resolve("keys"), List.of("shop"));
        int writer = PeerChild.register(registry);
        try (Cluster cluster = Cluster.start()) {
            cluster.admin()
                    .createTopics(List.of(new NewTopic(Changes.TOPIC, 2, (short) 1)))
                    .all()
                    .get();
            PeerChild.products().forEach(product -> cluster.provision(product, registry));
            var load = new Thread(() -> load(cluster, writer), "load");
            load.start();
            PeerChild first = PeerChild.start(cluster.bootstrapServers(), "first", directory);
            PeerChild second = PeerChild.start(cluster.bootstrapServers(), "second", directory);
            try {
                awaitProgress(cluster);
                first.kill();
                awaitProgress(cluster);
                first = PeerChild.start(cluster.bootstrapServers(), "first", directory);
                for (int pause = 0; pause < PAUSES; pause++) {
                    awaitProgress(cluster);
                    PeerChild paused = pause % 2 == 0 ? second : first;
                    paused.stop();
                    awaitAllProgress(cluster);
                    paused.goOn();
                    Thread.sleep(2000);
                }
                enough = true;
                load.join();
                for (Product product : PeerChild.products()) {
                    Await.until(
                            "all input of " + product.name() + " judged", PATIENCE, () -> cluster.lag(product) <= 2);
                }
            } catch (AssertionError e) {
                for (String instance : List.of("first", "second")) {
                    e.addSuppressed(new AssertionError(
                            instance + " said: " + Files.readString(directory.resolve(instance + ".log"))));
                }
                throw e;
            } finally {
                enough = true;
                first.kill();
                second.kill();
            }
            for (Product product : PeerChild.products()) {
                cluster.awaitNoOpenTransaction(product.outputPorts().get(0).topic(), PATIENCE);
            }
            verify(cluster);
        }
    }

    /** Every product has gone on. */
    private void awaitProgress(Cluster cluster) throws InterruptedException {
        for (Product product : PeerChild.products()) {
            String topic = product.outputPorts().get(0).topic();
            long before = cluster.committed(topic);
            Await.until("progress of " + product.name(), PATIENCE, () -> cluster.committed(topic) > before + 20);
        }
    }

    /** Every partition of every product was taken over and has caught up to where the load is now. */
    private void awaitAllProgress(Cluster cluster) throws InterruptedException {
        for (Product product : PeerChild.products()) {
            Await.until("takeover of " + product.name(), PATIENCE, () -> cluster.lag(product) > EVENTS_A_SECOND * 2L);
        }
        for (Product product : PeerChild.products()) {
            Await.until("catching up of " + product.name(), PATIENCE, () -> cluster.lag(product) < EVENTS_A_SECOND);
        }
    }

    private void verify(Cluster cluster) {
        for (String topic : List.of("shop.ids.settled.v1", "shop.versions.settled.v1")) {
            List<ConsumerRecord<byte[], byte[]>> records = cluster.records(topic);
            List<String> sources = records.stream()
                    .map(record ->
                            new String(record.headers().lastHeader("mr-source").value(), UTF_8))
                    .toList();
            assertThat(sources).as(topic).doesNotHaveDuplicates().hasSize(sent);
        }
        assertThat(keys(cluster.records("shop.ids.settled.v1"))).doesNotHaveDuplicates();
        List<String> changes = keys(cluster.records("shop.orders.latest.v1"));
        assertThat(changes).doesNotHaveDuplicates().hasSize(sent);
        System.out.println(sent + " records of each strategy, each there once");
        Set<String> expected = new HashSet<>();
        for (int i = 0; i < sent; i++) {
            expected.add(Integer.toString(i));
        }
        assertThat(new HashSet<>(changes)).isEqualTo(expected);
    }

    private static List<String> keys(List<ConsumerRecord<byte[], byte[]>> records) {
        List<String> keys = new ArrayList<>();
        records.forEach(record -> keys.add(new String(record.key(), UTF_8)));
        return keys;
    }

    /** Each record once, and every fifth of them again a little later. */
    private void load(Cluster cluster, int writer) {
        Instant begin = Instant.now().minus(Duration.ofHours(1));
        try (Sender ids = cluster.sender("shop.ids.events");
                Sender versions = cluster.sender("shop.versions.events");
                Sender changes = cluster.sender(Changes.TOPIC)) {
            long started = System.nanoTime();
            while (!enough) {
                int i = sent;
                send(i, begin, writer, ids, versions, changes);
                sent = i + 1;
                if (i % 5 == 0 && i > 100) {
                    send(i - i % 97, begin, writer, ids, versions, changes);
                }
                long ahead = (started + (long) i * 1_000_000_000L / EVENTS_A_SECOND - System.nanoTime()) / 1_000_000;
                if (ahead > 5) {
                    Thread.sleep(ahead);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(int i, Instant begin, int writer, Sender ids, Sender versions, Sender changes) {
        Instant settled = begin.plusMillis(i);
        ids.send("e" + i, Payments.event("e" + i, "12.50", settled));
        versions.send("k" + i % 50, Payments.event("k" + i % 50, "12.50", settled));
        String position = "[\"" + (1000 + i) + "\",\"" + (900 + i) + "\"]";
        changes.send(Integer.toString(i), Changes.change(writer, "c", i, "new", position, settled.toEpochMilli()));
    }
}
