package io.millrace.runtime.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.Product;
import io.millrace.runtime.fixture.Cluster;
import io.millrace.runtime.fixture.InMemoryRegistry;
import io.millrace.runtime.fixture.Payments;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.lifecycle.ProductRuntime;
import io.millrace.runtime.lifecycle.RuntimeSettings;
import io.millrace.runtime.topology.TopologyEnvironment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovalTest {
    private static Cluster cluster;
    private final InMemoryRegistry registry = new InMemoryRegistry();

    @TempDir
    private Path directory;

    @BeforeAll
    static void startCluster() throws Exception {
        cluster = Cluster.start();
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @Test
    void shouldDeleteWhatTheProductMadeAndNothingElse() throws Exception {
        Product product = Payments.product("gone").build();
        Product neighbour = Payments.product("gone-not").build();
        cluster.provision(product, registry);
        cluster.provision(neighbour, registry);
        run(product);
        run(neighbour);
        Set<String> before = topics();

        RemovalPlan plan = plan(product, List.of(neighbour));

        assertThat(plan.conflicts()).isEmpty();
        assertThat(plan.deletions())
                .contains(
                        "delete topic shop.gone.settled.v1 and all its records (output port settled)",
                        "delete topic shop.gone.dead-letter and all its records (dead letters)",
                        "delete topic shop.gone-payments-ledger-changelog and all its records (internal)",
                        "delete subject shop.gone.settled.v1-value",
                        "delete consumer group shop.gone and its offsets",
                        "delete local state " + directory.resolve("shop.gone") + " on this machine")
                .noneMatch(words -> words.contains("shop.gone-not"));
        assertThat(topics()).as("a plan deletes nothing").isEqualTo(before);

        plan.execute(words -> {});

        Set<String> after = topics();
        assertThat(after)
                .contains("shop.gone.events", "shop.gone-not.settled.v1", "shop.gone-not-payments-ledger-changelog");
        assertThat(after).noneMatch(topic -> topic.startsWith("shop.gone.") && !topic.equals("shop.gone.events"));
        assertThat(after).noneMatch(topic -> topic.startsWith("shop.gone-payments"));
        assertThat(directory.resolve("shop.gone")).doesNotExist();
        assertThat(directory.resolve("shop.gone-not")).exists();
        assertThat(plan(product, List.of(neighbour)).deletions())
                .as("a second time")
                .isEmpty();
        plan.execute(words -> {});
    }

    @Test
    void shouldRefuseWhileTheProductRuns() throws Exception {
        Product product = Payments.product("busy").build();
        cluster.provision(product, registry);
        try (ProductRuntime runtime = started(product)) {
            RemovalPlan plan = plan(product, List.of());
            assertThat(plan.conflicts())
                    .singleElement()
                    .asString()
                    .contains("consumer group shop.busy has members", "shop.busy-one");
            assertThatThrownBy(() -> plan.execute(words -> {})).isInstanceOf(IllegalStateException.class);
            assertThat(topics()).contains("shop.busy.settled.v1");
            runtime.leave();
        }
    }

    @Test
    void shouldRefuseWhileAnotherProductReadsWhatItServes() {
        Product product = Payments.product("read").build();
        cluster.provision(product, registry);
        assertThat(plan(product, List.of(reading("shop.read.settled.v1"))).conflicts())
                .singleElement()
                .asString()
                .contains("product shop.reader reads shop.read.settled.v1");
        assertThat(plan(product, List.of(reading("shop.else.events"))).conflicts())
                .isEmpty();
    }

    private static Product reading(String topic) {
        Product reader = Payments.product("reader").build();
        InputPort port = reader.inputPorts().get(0);
        var input = new InputPort(
                port.name(),
                port.contractId(),
                topic,
                port.format(),
                port.identity(),
                port.eventTime(),
                Optional.empty(),
                port.records());
        return new Product(
                reader.id(),
                reader.name(),
                reader.domain(),
                reader.version(),
                reader.applicationId(),
                reader.deadLetterTopic(),
                List.of(input),
                reader.outputPorts(),
                reader.failureBudget(),
                reader.location());
    }

    private RemovalPlan plan(Product product, List<Product> others) {
        return Removal.plan(
                product,
                others,
                Optional.empty(),
                directory,
                TopologyEnvironment.ownClasses(),
                cluster.admin(),
                registry);
    }

    /** Once, so that Kafka Streams makes what it makes. */
    private void run(Product product) throws Exception {
        try (ProductRuntime runtime = started(product)) {
            runtime.leave();
        }
    }

    private ProductRuntime started(Product product) throws Exception {
        KeyRing keys = KeyRing.generate(directory.resolve("keys-" + product.name()), List.of("shop"));
        ProductRuntime runtime = ProductRuntime.create(
                product,
                RuntimeSettings.of(
                        Map.copyOf(cluster.clients()), registry, keys, directory, "one", new SimpleMeterRegistry()));
        runtime.start();
        assertThat(runtime.awaitReady(Duration.ofMinutes(1)))
                .as(runtime.status().toString())
                .isTrue();
        return runtime;
    }

    private static Set<String> topics() throws Exception {
        return new TreeSet<>(cluster.admin().listTopics().names().get());
    }
}
