package io.millrace.runtime.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.contracts.product.Product;
import io.millrace.embedded.EmbeddedStartException;
import io.millrace.runtime.fixture.Await;
import io.millrace.runtime.fixture.Cluster;
import io.millrace.runtime.fixture.InMemoryRegistry;
import io.millrace.runtime.fixture.Payments;
import io.millrace.runtime.fixture.Sender;
import io.millrace.runtime.key.KeyRing;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How event ids are known again after a start, from snapshots or from the input topic; and what becomes of a product whose
 * topics do not stay as they were.
 */
class EventIdsOnBrokerTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int EVENTS = 25_000;

    private static Cluster cluster;

    @TempDir
    private Path directory;

    private final InMemoryRegistry registry = new InMemoryRegistry();

    @BeforeAll
    static void start() throws EmbeddedStartException {
        cluster = Cluster.start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    /** {@code -Dmillrace.restore.events=10000000} with a heap of 1 GiB measures what the figures speak of. */
    @Test
    void shouldReadBackAtABoundedCostPerEvent() throws Exception {
        int events = Integer.getInteger("millrace.restore.events", 200_000);
        Payments payments = Payments.product("readback");
        Product product = payments.build();
        KeyRing keys = KeyRing.generate(directory.resolve("keys"), List.of("shop"));
        cluster.provision(product, registry);
        try (Sender sender = cluster.sender(payments.topic())) {
            for (int i = 0; i < events; i++) {
                sender.send("e" + i, Payments.event("e" + i, "12.50", Instant.EPOCH));
            }
        }
        cluster.commitEnds(product);
        var settings = RuntimeSettings.of(
                        cluster.clients(), registry, keys, directory.resolve("state"), "one", new SimpleMeterRegistry())
                .with(1L << 30, Set.of());
        long began = System.nanoTime();
        try (ProductRuntime runtime = ProductRuntime.create(product, settings)) {
            runtime.start();
            assertThat(runtime.awaitReady(Duration.ofMinutes(3))).isTrue();
            long nanos = System.nanoTime() - began;
            long fetching = threadsCpu("StateUpdater");
            long noting = threadsCpu("millrace-restore");
            long cpu = fetching + noting;
            Await.until(
                    "the figures",
                    PATIENCE,
                    () -> runtime.status().inputs().get(0).indexEntries() == events);
            double bytes = (double) runtime.status().inputs().get(0).indexBytes() / events;
            System.out.printf(
                    "%d events read back, running after %d ms; each took %.2f us of CPU to fetch, %.2f us to note, and"
                            + " %.1f bytes%n",
                    events, nanos / 1_000_000, fetching / 1e3 / events, noting / 1e3 / events, bytes);
            assertThat(bytes).isLessThan(40);
            // a cold JVM; ten times what it takes when warm and quiet
            assertThat(cpu / 1e3 / events).isLessThan(20);
        }
    }

    private static long threadsCpu(String name) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().contains(name))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                .sum();
    }

    @Test
    void shouldKnowEveryEventAgainWhateverBecomesOfTheFiles() throws Exception {
        Payments payments = Payments.product("snapshots");
        Product product = payments.build();
        KeyRing keys = KeyRing.generate(directory.resolve("keys"), List.of("shop"));
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

    @Test
    void shouldHaltByNameWhereTheIdsOfOneBucketDoNotFitAndGoOnWithMoreMemory() throws Exception {
        Payments payments = Payments.product("flooded").partitions(1);
        Product product = payments.build();
        KeyRing keys = KeyRing.generate(directory.resolve("keys"), List.of("shop"));
        cluster.provision(product, registry);
        send(cluster, payments);
        send(cluster, payments);
        var settings = RuntimeSettings.of(
                cluster.clients(), registry, keys, directory.resolve("state"), "one", new SimpleMeterRegistry());
        try (ProductRuntime runtime = ProductRuntime.create(product, settings.with(256 << 10, Set.of()))) {
            runtime.start();
            assertThat(runtime.awaitEnd(PATIENCE)).isTrue();
            assertThat(runtime.status().state()).isInstanceOf(ProductState.Halted.class);
            assertThat(runtime.status().state().reasonOrEmpty())
                    .contains("shop.flooded.events", "1 MiB", "PT1H", "ids of one partition", "identity.memory");
        }
        assertThat(cluster.records("shop.flooded.settled.v1")).hasSizeLessThan(EVENTS / 2);

        run(cluster, product, keys, 2 * EVENTS);

        assertThat(cluster.records("shop.flooded.settled.v1").stream().map(record -> new String(record.key(), UTF_8)))
                .hasSize(EVENTS)
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldHaltByNameWhenATopicVanishesGrowsOrIsMadeAnewWhileRunning() throws Exception {
        Product product = Payments.product("watched").build();
        cluster.provision(product, registry);
        KeyRing keys = KeyRing.generate(directory.resolve("keys"), List.of("shop"));
        var settings = RuntimeSettings.of(
                cluster.clients(), registry, keys, directory.resolve("state"), "one", new SimpleMeterRegistry());
        var view = new ClusterView(cluster.clients());
        StartFacts facts =
                new StartChecks(product, settings, view, new RightsCheck(product, settings, view), stage -> {}).run();
        assertThat(seen(new TopicWatch(product, view, facts, 0))).isEmpty();

        cluster.admin()
                .createPartitions(Map.of("shop.watched.events", NewPartitions.increaseTo(3)))
                .all()
                .get();
        assertThat(seen(new TopicWatch(product, view, facts, 0)))
                .hasValueSatisfying(fault -> assertThat(fault.reason())
                        .contains("input topic shop.watched.events has 3 partitions, and had 2"));

        cluster.admin()
                .deleteTopics(List.of("shop.watched.events", "shop.watched.dead-letter"))
                .all()
                .get();
        Await.until(
                "deletion",
                PATIENCE,
                () -> view.topics(List.of("shop.watched.events", "shop.watched.dead-letter"))
                        .isEmpty());
        assertThat(seen(new TopicWatch(product, view, facts, 0)))
                .hasValueSatisfying(fault ->
                        assertThat(fault.reason()).contains("dead-letter topic shop.watched.dead-letter is gone"));

        cluster.provision(product, registry);
        assertThat(seen(new TopicWatch(product, view, facts, 0)))
                .hasValueSatisfying(fault -> assertThat(fault.reason())
                        .contains("dead-letter topic shop.watched.dead-letter was deleted and made anew"));
    }

    @Test
    void shouldRefuseAnInputThatMayNotKeepTheWindowOfItsEventIds() throws Exception {
        Payments payments = Payments.product("forgetful");
        Product product = payments.build();
        cluster.provision(product, registry);
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, payments.topic());
        Map<String, String> forgetful =
                Map.of("retention.ms", "3600000", "retention.bytes", "1000000", "cleanup.policy", "compact,delete");
        List<AlterConfigOp> changes = forgetful.entrySet().stream()
                .map(change -> new AlterConfigOp(
                        new ConfigEntry(change.getKey(), change.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        cluster.admin().incrementalAlterConfigs(Map.of(topic, changes)).all().get();
        KeyRing keys = KeyRing.generate(directory.resolve("keys"), List.of("shop"));
        var settings = RuntimeSettings.of(
                cluster.clients(), registry, keys, directory.resolve("state"), "one", new SimpleMeterRegistry());
        try (ProductRuntime runtime = ProductRuntime.create(product, settings)) {
            assertThatThrownBy(runtime::start)
                    .isInstanceOf(ProductStartException.class)
                    .hasMessageContainingAll(
                            "keeps records for PT1H, shorter than the window of its event ids, PT24H",
                            "retention.bytes=1000000",
                            "Set retention.bytes=-1",
                            "cleanup.policy=compact,delete",
                            "Set cleanup.policy=delete");
        }
    }

    /** What counts after the second look. */
    private static Optional<Fault> seen(TopicWatch watch) {
        assertThat(watch.look(0)).isEmpty();
        long due = TopicWatch.PERIOD.toNanos();
        assertThat(watch.look(due)).isEmpty();
        return watch.look(2 * due);
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
