package io.millrace.runtime.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import club.scores.FailingTopologies;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.product.Product;
import io.millrace.runtime.fixture.Await;
import io.millrace.runtime.fixture.Cluster;
import io.millrace.runtime.fixture.InMemoryRegistry;
import io.millrace.runtime.fixture.Sender;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.lifecycle.ProductRuntime;
import io.millrace.runtime.lifecycle.ProductState;
import io.millrace.runtime.lifecycle.RuntimeSettings;
import io.millrace.runtime.mask.MaskKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a broker: code that catches what fails at its port does not get the product past the row. */
class SwallowedFailureTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BEFORE = 20;

    @TempDir
    private Path folder;

    private final InMemoryRegistry registry = new InMemoryRegistry();

    @Test
    void shouldStopByNameAndCommitNothingOfTheRow() throws Exception {
        Mesh mesh = CodedProduct.mesh(folder.resolve("mesh"), FailingTopologies.Swallowing.class);
        Product people = CodedProduct.named(mesh, "people");
        Product scores = CodedProduct.named(mesh, "scores");
        KeyRing keys = KeyRing.inMemory(MaskKeys.of(mesh.products()));
        try (Cluster cluster = Cluster.start()) {
            cluster.provision(people, registry);
            cluster.provision(scores, registry);
            String rows = people.outputPorts().get(0).topic();
            try (Sender signUps = cluster.sender(people.inputPorts().get(0).topic())) {
                for (int i = 0; i < 2 * BEFORE; i++) {
                    signUps.send("p-" + i, signUp("p-" + i, i == BEFORE ? FailingTopologies.UNFIT : 100 + i));
                }
            }
            try (ProductRuntime upstream = runtime(cluster, people, keys)) {
                upstream.start();
                Await.until(
                        "rows of everybody",
                        PATIENCE,
                        () -> cluster.records(rows).size() == 2 * BEFORE);
            }

            try (ProductRuntime runtime = runtime(cluster, scores, keys)) {
                runtime.start();

                assertThat(runtime.awaitEnd(PATIENCE)).as("it has ended").isTrue();
                assertThat(runtime.status().state()).isInstanceOf(ProductState.Failed.class);
                assertThat(runtime.status().state().reasonOrEmpty())
                        .contains("the Java topology failed at 'scores-handover'");
            }
            long unfit = cluster.records(rows).get(BEFORE).offset();
            Map<TopicPartition, OffsetAndMetadata> committed = cluster.admin()
                    .listConsumerGroupOffsets(scores.applicationId())
                    .partitionsToOffsetAndMetadata()
                    .get();
            assertThat(committed.values()).as("where it goes on").allMatch(next -> next.offset() <= unfit);
            assertThat(cluster.records(scores.outputPorts().get(0).topic()))
                    .as("rows of those before")
                    .hasSizeLessThanOrEqualTo(BEFORE);
            assertThat(cluster.records(scores.deadLetterTopic())).isEmpty();
        }
    }

    private static byte[] signUp(String id, int points) {
        return ("{\"id\": \"" + id + "\", \"email\": \"" + id
                        + "@clear.example\", \"name\": \"Clear\", \"city\": \"Oslo\"," + " \"points\": " + points + "}")
                .getBytes(UTF_8);
    }

    private ProductRuntime runtime(Cluster cluster, Product product, KeyRing keys) {
        return ProductRuntime.create(
                product,
                RuntimeSettings.of(
                        cluster.clients(), registry, keys, folder.resolve("state"), "one", new SimpleMeterRegistry()));
    }
}
