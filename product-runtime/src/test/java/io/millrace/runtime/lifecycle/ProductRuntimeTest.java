package io.millrace.runtime.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.contracts.product.FailureBudget;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.wire.ConfluentFraming;
import io.millrace.runtime.deadletter.Coordinate;
import io.millrace.runtime.deadletter.DeadLetter;
import io.millrace.runtime.deadletter.DeadLetters;
import io.millrace.runtime.fixture.Await;
import io.millrace.runtime.fixture.Cluster;
import io.millrace.runtime.fixture.InMemoryRegistry;
import io.millrace.runtime.fixture.Payments;
import io.millrace.runtime.fixture.Sender;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.metrics.PortBalance;
import io.millrace.runtime.record.RejectReason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProductRuntimeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static Cluster cluster;
    private static KeyRing keys;

    @TempDir
    private static Path directory;

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeAll
    static void startCluster() throws Exception {
        cluster = Cluster.start();
        keys = KeyRing.generate(directory.resolve("keys"), List.of("shop"));
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @Test
    void shouldNameEverythingThatIsMissingAtStart() {
        Product product = Payments.product("missing").build();
        try (ProductRuntime runtime = runtime(product)) {
            assertThatThrownBy(runtime::start)
                    .isInstanceOf(ProductStartException.class)
                    .hasMessageContainingAll(
                            "topic shop.missing.events does not exist",
                            "topic shop.missing.settled.v1 does not exist",
                            "topic shop.missing.insured.v1 does not exist",
                            "dead-letter topic shop.missing.dead-letter does not exist",
                            "subject shop.missing.settled.v1-value",
                            "millrace apply");
            assertThat(runtime.status().state()).isInstanceOf(ProductState.Failed.class);
        }
    }

    @Test
    void shouldNeitherLoseNorDoubleOverARestart() throws Exception {
        Payments payments = Payments.product("restart");
        Product product = payments.build();
        cluster.provision(product, registry);
        send(payments, 0, 1000);
        send(payments, 0, 500);
        try (ProductRuntime first = started(product)) {
            awaitRecords(first, 1500);
        }
        send(payments, 400, 1200);
        try (ProductRuntime second = started(product)) {
            awaitRecords(second, 2300);
            PortBalance balance = second.status().outputs().get(0).balance();
            assertThat(balance.accepted()).isEqualTo(1200);
            assertThat(balance.duplicates()).isEqualTo(1100);
        }
        assertThat(cluster.records("shop.restart.settled.v1").stream().map(record -> new String(record.key(), UTF_8)))
                .hasSize(1200)
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldHaltOnceTheFailureBudgetIsSpentAndKeepWhatWasJudged() throws Exception {
        Payments payments = Payments.product("budget").budget(new FailureBudget(0.5, 50, Duration.ofDays(1)));
        Product product = payments.build();
        cluster.provision(product, registry);
        try (var producer = cluster.sender(payments.topic())) {
            for (int i = 0; i < 400; i++) {
                producer.send(0, "k" + i, "{broken".getBytes(UTF_8));
            }
        }
        try (ProductRuntime runtime = runtime(product)) {
            runtime.start();
            assertThat(runtime.awaitEnd(PATIENCE)).isTrue();
            assertThat(runtime.status().state()).isInstanceOf(ProductState.Halted.class);
            assertThat(runtime.status().state().reasonOrEmpty())
                    .contains("failure budget is spent", "malformed", "payments");
            assertThat(runtime.status().outputs().get(0).balance().rejectedTotal())
                    .isGreaterThanOrEqualTo(50);
        }
        DeadLetters letters = DeadLetters.of(cluster.clients(), product.deadLetterTopic(), registry);
        assertThat(letters.list(Optional.empty(), 1000)).hasSizeGreaterThanOrEqualTo(50);
    }

    @Test
    void shouldListDeadLettersAndOpenThemWithTheSealingKeyOnly() throws Exception {
        Payments payments = Payments.product("letters");
        Product product = payments.build();
        cluster.provision(product, registry);
        send(payments, 0, 10);
        byte[] bad = Payments.event("bad", "-5", Instant.now());
        try (var producer = cluster.sender(payments.topic())) {
            producer.send(0, "bad", bad);
            producer.send(0, "worse", "{".getBytes(UTF_8));
        }
        try (ProductRuntime runtime = started(product)) {
            awaitRecords(runtime, 12);
        }
        DeadLetters letters = DeadLetters.of(cluster.clients(), product.deadLetterTopic(), registry);
        assertThat(letters.list(Optional.empty(), 10))
                .extracting(DeadLetter::reason)
                .containsExactly("rule-violated", "malformed");
        assertThat(letters.list(Optional.empty(), 1))
                .extracting(DeadLetter::reason)
                .containsExactly("malformed");

        DeadLetter listed = letters.list(Optional.of("rule-violated"), 10).get(0);
        DeadLetter shown =
                letters.show(Coordinate.parse(listed.source().toString())).get(0);
        assertThat(DeadLetters.reveal(shown, keys).value()).isEqualTo(bad);
        assertThat(shown.toString()).doesNotContain("canary");
        KeyRing other = KeyRing.generate(directory.resolve("other-keys"), List.of("shop"));
        assertThatThrownBy(() -> DeadLetters.reveal(shown, other))
                .hasMessageContaining("shop.letters.events-0")
                .hasMessageNotContaining("canary");
    }

    @Test
    void shouldRejectRecordsOfASchemaThatTheRegistryDoesNotKnow() throws Exception {
        Payments payments = Payments.product("unknown").avro();
        Product product = payments.build();
        cluster.provision(product, registry);
        sendAvro(payments, 7777);
        try (ProductRuntime runtime = started(product)) {
            awaitRecords(runtime, 1);
            assertThat(runtime.status().outputs().get(0).balance().rejected())
                    .isEqualTo(Map.of(RejectReason.UNKNOWN_SCHEMA, 1L));
        }
    }

    @Test
    void shouldNotTakeForSeenWhatCouldNotBeReadWhenTheSchemaIsFoundLater() throws Exception {
        Payments payments = Payments.product("found").avro();
        Product product = payments.build();
        cluster.provision(product, registry);
        int schema = registry.register("raw", Payments.AVRO);
        byte[] event = Payments.avroEvent(schema, "e1", Instant.now());
        registry.hide(schema, true);
        try (Sender sender = cluster.sender(payments.topic());
                ProductRuntime runtime = started(product)) {
            sender.send("e1", event);
            awaitRecords(runtime, 1);
        }
        registry.hide(schema, false);
        try (Sender sender = cluster.sender(payments.topic())) {
            sender.send("e1", event);
            sender.send("e1", event);
        }
        try (ProductRuntime runtime = started(product)) {
            awaitRecords(runtime, 3);
        }
        try (Sender sender = cluster.sender(payments.topic())) {
            sender.send("e1", event);
        }
        try (ProductRuntime runtime = started(product)) {
            awaitRecords(runtime, 4);
            PortBalance balance = runtime.status().outputs().get(0).balance();
            assertThat(balance.rejected()).isEqualTo(Map.of(RejectReason.UNKNOWN_SCHEMA, 1L));
            assertThat(balance.accepted()).isEqualTo(1);
            assertThat(balance.duplicates()).isEqualTo(2);
        }
        assertThat(cluster.records("shop.found.settled.v1")).hasSize(1);
    }

    @Test
    void shouldShowLagLatencyAndStateAsMetrics() throws Exception {
        Payments payments = Payments.product("metrics");
        Product product = payments.build();
        cluster.provision(product, registry);
        send(payments, 0, 100);
        try (ProductRuntime runtime = started(product)) {
            awaitRecords(runtime, 100);
            Await.until(
                    "lag is known and none",
                    PATIENCE,
                    () -> runtime.status().inputs().get(0).lag().orElse(-1) == 0);
            assertThat(meters.get("millrace.records")
                            .tags("product", "shop.metrics", "port", "settled", "outcome", "accepted")
                            .functionCounter()
                            .count())
                    .isEqualTo(100);
            assertThat(meters.get("millrace.product.state")
                            .tags("product", "shop.metrics", "state", "running")
                            .gauge()
                            .value())
                    .isEqualTo(1);
            assertThat(meters.get("millrace.lag.records")
                            .tags("product", "shop.metrics")
                            .gauge()
                            .value())
                    .isZero();
            assertThat(meters.get("millrace.latency")
                            .tags("port", "settled")
                            .timer()
                            .count())
                    .isEqualTo(100);
            assertThat(runtime.status().outputs().get(0).latencyMillis()).isPresent();
            Await.until(
                    "size of the index",
                    PATIENCE,
                    () -> runtime.status().inputs().get(0).indexEntries() == 100);
        }
        assertThat(meters.find("millrace.lag.records")
                        .tags("product", "shop.metrics")
                        .gauge())
                .isNull();
    }

    @Test
    void shouldStopWithinFiveSecondsUnderLoad() throws Exception {
        Payments payments = Payments.product("stopping");
        Product product = payments.build();
        cluster.provision(product, registry);
        send(payments, 0, 50_000);
        ProductRuntime runtime = started(product);
        awaitRecords(runtime, 1000);
        long began = System.nanoTime();
        runtime.close();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(6));
        assertThat(runtime.status().state()).isInstanceOf(ProductState.Stopped.class);
    }

    @Test
    void shouldWaitForARegistryThatIsOutOfReachAndGoOnByItself() throws Exception {
        Payments payments = Payments.product("waiting").avro();
        Product product = payments.build();
        cluster.provision(product, registry);
        try (ProductRuntime runtime = started(product)) {
            registry.outOfReach(true);
            sendAvro(payments, 7777);
            Await.until("waiting", PATIENCE, () -> runtime.status().state() instanceof ProductState.Waiting);
            assertThat(runtime.status().state().reasonOrEmpty()).contains("registry");
            registry.outOfReach(false);
            awaitRecords(runtime, 1);
            assertThat(runtime.awaitReady(PATIENCE)).isTrue();
        }
    }

    @Test
    void shouldRefuseToGoOnWhenCommittedOffsetsOfAProductThatHasRunAreGone() throws Exception {
        Payments payments = Payments.product("forgotten");
        Product product = payments.build();
        cluster.provision(product, registry);
        send(payments, 0, 10);
        try (ProductRuntime runtime = started(product)) {
            awaitRecords(runtime, 10);
        }
        Await.until("group is empty", Duration.ofSeconds(60), () -> leave(product));
        cluster.admin()
                .deleteConsumerGroups(List.of(product.applicationId()))
                .all()
                .get();

        try (ProductRuntime runtime = runtime(product)) {
            assertThatThrownBy(runtime::start).hasMessageContaining("has run before");
        }
    }

    private static boolean leave(Product product) {
        try {
            cluster.admin()
                    .removeMembersFromConsumerGroup(
                            product.applicationId(), new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
            return true;
        } catch (ExecutionException | InterruptedException notYet) {
            return false;
        }
    }

    private ProductRuntime runtime(Product product) {
        return ProductRuntime.create(
                product,
                RuntimeSettings.of(cluster.clients(), registry, keys, directory.resolve("state"), "one", meters));
    }

    private ProductRuntime started(Product product) throws Exception {
        ProductRuntime runtime = runtime(product);
        runtime.start();
        assertThat(runtime.awaitReady(PATIENCE)).as(runtime.status().toString()).isTrue();
        return runtime;
    }

    private static void awaitRecords(ProductRuntime runtime, long count) throws InterruptedException {
        Await.until(
                count + " records judged",
                PATIENCE,
                () -> runtime.status().outputs().stream()
                        .allMatch(port -> port.balance().total() >= count));
    }

    private static void send(Payments payments, int from, int to) {
        try (var producer = cluster.sender(payments.topic())) {
            for (int i = from; i < to; i++) {
                String id = "e" + i;
                producer.send(id, Payments.event(id, "12.50", Instant.now()));
            }
        }
    }

    private static void sendAvro(Payments payments, int schemaId) {
        byte[] framed = new byte[20];
        ConfluentFraming.writeHeader(framed, schemaId);
        try (var producer = cluster.sender(payments.topic())) {
            producer.send("k", framed);
        }
    }
}
