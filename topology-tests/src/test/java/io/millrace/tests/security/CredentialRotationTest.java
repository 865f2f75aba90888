package io.millrace.tests.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.InMemoryRegistry;
import io.millrace.embedded.CertificateAuthority;
import io.millrace.embedded.EmbeddedStartException;
import io.millrace.embedded.IssuedCertificate;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.lifecycle.ProductRuntime;
import io.millrace.runtime.lifecycle.ProductStartException;
import io.millrace.runtime.lifecycle.ProductState;
import io.millrace.runtime.lifecycle.RuntimeSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords and certificates that are changed under a running product: it says so by name, or does not notice. */
class CredentialRotationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Mesh MESH = LendingMesh.in("rotated");
    private static final InMemoryRegistry REGISTRY = LendingMesh.create(MESH);
    private static final Product PRODUCT = LendingMesh.product(MESH, "readers");
    private static final KeyRing KEYS = KeyRing.inMemory(Set.of());
    private static final String TOPIC = "rotated.lending.reader-changed.events";

    @TempDir
    private Path folder;

    @Test
    void shouldFailByNameOnceThePasswordIsChangedAndGoOnWithTheNewOneWithoutLoss() throws Exception {
        long before = records();
        SecuredPlatform.grant(LendingMesh.rights(PRODUCT, "User:rotated"));
        try (ProductRuntime runtime = runtime(SecuredPlatform.scram("rotated", "before"))) {
            runtime.start();
            assertThat(runtime.awaitReady(PATIENCE))
                    .as(runtime.status().toString())
                    .isTrue();
            send("a");
            awaitRecords(runtime, before + 1);

            SecuredPlatform.scram("rotated", "after");

            assertThat(runtime.awaitEnd(PATIENCE)).isTrue();
            assertThat(runtime.status().state()).isInstanceOf(ProductState.Failed.class);
            assertThat(runtime.status().state().reasonOrEmpty())
                    .contains(
                            "does not take the product's password, token or certificate", "SaslAuthenticationException")
                    .doesNotContain("before", "after");
        }
        send("b");
        try (ProductRuntime runtime = runtime(SecuredPlatform.scramSettings("rotated", "after"))) {
            runtime.start();
            awaitRecords(runtime, before + 2);
        }
    }

    @Test
    void shouldNotNoticeNewCertificatesOfTheBrokerAndOfItself() throws Exception {
        IssuedCertificate certificate = SecuredPlatform.get().authority().issue("rotated");
        SecuredPlatform.grant(LendingMesh.rights(PRODUCT, "User:CN=rotated"));
        Map<String, String> kafka = SecuredPlatform.certificateSettings(certificate);
        long before = records();
        try (ProductRuntime runtime = runtime(kafka)) {
            runtime.start();
            assertThat(runtime.awaitReady(PATIENCE))
                    .as(runtime.status().toString())
                    .isTrue();

            SecuredPlatform.get().authority().issue("rotated");
            SecuredPlatform.get().authority().issue("server");
            restartBroker();
            send("c");

            awaitRecords(runtime, before + 1);
            assertThat(runtime.status().state()).isInstanceOf(ProductState.Running.class);
        }
        try (ProductRuntime runtime = runtime(kafka)) {
            runtime.start();
            assertThat(runtime.awaitReady(PATIENCE))
                    .as(runtime.status().toString())
                    .isTrue();
        }
    }

    @Test
    void shouldNameACertificateThatTheBrokerDoesNotTake() throws Exception {
        IssuedCertificate foreign =
                CertificateAuthority.create(folder.resolve("elsewhere")).issue("rotated");
        try (ProductRuntime runtime = runtime(SecuredPlatform.certificateSettings(foreign))) {
            String reason = "";
            try {
                runtime.start();
            } catch (ProductStartException refused) {
                reason = String.valueOf(refused.getMessage());
            }
            assertThat(runtime.status().state()).isInstanceOf(ProductState.Failed.class);
            assertThat(reason).containsIgnoringCase("ssl");
        }
    }

    private ProductRuntime runtime(Map<String, String> kafka) {
        return ProductRuntime.create(
                PRODUCT,
                RuntimeSettings.of(kafka, REGISTRY, KEYS, folder.resolve("state"), "r", new SimpleMeterRegistry()));
    }

    private static void restartBroker() throws EmbeddedStartException {
        SecuredPlatform.get().kafka().restart();
    }

    private static void send(String reader) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", SecuredPlatform.get().bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, reader, "{\"reader\": \"" + reader + "\", \"version\": 1}"))
                    .get();
        }
    }

    private static long records() throws Exception {
        var partition = new org.apache.kafka.common.TopicPartition(TOPIC, 0);
        return SecuredPlatform.admin()
                .listOffsets(Map.of(partition, org.apache.kafka.clients.admin.OffsetSpec.latest()))
                .partitionResult(partition)
                .get()
                .offset();
    }

    /** Of all runs: the balance is kept in the product's ledger. */
    private static void awaitRecords(ProductRuntime runtime, long count) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (runtime.status().inputs().get(0).records() < count) {
            assertThat(System.nanoTime()).as(runtime.status().toString()).isLessThan(deadline);
            Thread.sleep(20);
        }
        assertThat(runtime.status().inputs().get(0).records()).isEqualTo(count);
    }
}
