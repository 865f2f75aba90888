package io.millrace.tests.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.contracts.access.AccessRight;
import io.millrace.contracts.access.Operation;
import io.millrace.contracts.event.DomainEvent;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.registry.InMemoryRegistry;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.embedded.DatabaseAddress;
import io.millrace.ingest.DatabaseSettings;
import io.millrace.ingest.IngestSettings;
import io.millrace.ingest.Ingestion;
import io.millrace.ingest.SourceState;
import io.millrace.ingest.access.IngestRights;
import io.millrace.ingest.gateway.Gateway;
import io.millrace.ingest.gateway.GatewayException;
import io.millrace.ingest.gateway.GatewaySettings;
import io.millrace.ingest.gateway.GatewaySettings.Address;
import io.millrace.ingest.gateway.GatewaySettings.Limits;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same for ingestion and the gateway: what a plan grants is enough, and each of it is needed. */
class SourceRightsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PASSWORD = "of-a-source";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Mesh MESH = LendingMesh.in("captured");
    private static final SourceDescriptor SOURCE = MESH.sources().get(0);
    private static final InMemoryRegistry REGISTRY = LendingMesh.create(MESH);

    @BeforeAll
    static void createTables() throws Exception {
        LendingMesh.createTables();
    }

    @AfterAll
    static void dropTables() throws Exception {
        LendingMesh.dropTables();
    }

    static Stream<AccessRight> rights() {
        return IngestRights.ofSource(SOURCE, "User:").all().stream();
    }

    @ParameterizedTest
    @MethodSource("rights")
    void shouldNameTheRightThatASourceLacks(AccessRight without) throws Exception {
        String user = "s" + COUNT.incrementAndGet();
        List<AccessRight> granted =
                new ArrayList<>(IngestRights.ofSource(SOURCE, "User:" + user).all());
        assertThat(granted.removeIf(right -> right.operation() == without.operation()
                        && right.resource().equals(without.resource())))
                .isTrue();
        SecuredPlatform.grant(granted);
        try (Ingestion ingestion = ingestion(user)) {
            await("retrying", () -> reason(ingestion).isPresent());
            assertThat(reason(ingestion).orElseThrow())
                    .contains("User:" + user + " (source lending-db) lacks " + without.operation() + " on "
                            + without.resource().words())
                    .contains("kafka-acls --bootstrap-server ");
            assertThat(ingestion.status().allStreaming()).isFalse();
        }
    }

    @Test
    void shouldRunWithItsRightsAloneAndGoOnWithoutLossOnceATakenOneIsGivenBack() throws Exception {
        String user = "s" + COUNT.incrementAndGet();
        List<AccessRight> granted =
                IngestRights.ofSource(SOURCE, "User:" + user).all();
        AccessRight write = granted.get(0);
        assertThat(write.operation()).isEqualTo(Operation.WRITE);
        SecuredPlatform.grant(granted);
        try (Ingestion ingestion = ingestion(user)) {
            await("streaming", () -> ingestion.status().allStreaming());
            LendingMesh.execute("INSERT INTO loans VALUES (1, 'a@example.org', 'A')");
            await("one change", () -> ingestion.status().sources().get(0).published() == 1);

            SecuredPlatform.revoke(write);
            LendingMesh.execute("INSERT INTO loans VALUES (2, 'b@example.org', 'B')");
            await(
                    "named",
                    () -> reason(ingestion)
                            .filter(words -> words.contains(
                                    "lacks WRITE on topic " + write.resource().name()))
                            .isPresent());
            SecuredPlatform.grant(List.of(write));

            await("the second change", () -> ingestion.status().sources().get(0).published() == 2);
        }
    }

    @Test
    void shouldRefuseEventsByNameWhileTheGatewayMayNotWriteThem() throws Exception {
        String user = "g" + COUNT.incrementAndGet();
        List<DomainEvent> events =
                MESH.events().stream().filter(Gateway::isServed).toList();
        List<AccessRight> granted =
                IngestRights.ofGateway(events, "User:" + user).all();
        assertThat(granted).hasSize(2);
        Map<String, String> kafka = SecuredPlatform.scram(user, PASSWORD);
        GatewaySettings settings = new GatewaySettings(
                kafka,
                new Address("127.0.0.1", 0, false),
                Optional.empty(),
                Optional.empty(),
                new Limits(100_000, 10_000, 1 << 20, 0, Duration.ofSeconds(5)),
                Optional.empty(),
                new SimpleMeterRegistry(),
                Optional.of("User:" + user));
        SecuredPlatform.grant(granted.subList(1, 2));
        assertThatThrownBy(() -> Gateway.start(events, settings))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining("User:" + user + " (the gateway) lacks WRITE on "
                        + granted.get(0).resource().words())
                .hasMessageContaining("kafka-acls");

        SecuredPlatform.grant(granted);
        try (Gateway gateway = Gateway.start(events, settings)) {
            assertThat(post(gateway, "r1")).isEqualTo(202);
            SecuredPlatform.revoke(granted.get(0));
            await("not ready", () -> !gateway.isReady());
            assertThat(gateway.obstacle()).contains("lacks WRITE on");
            assertThat(post(gateway, "r2")).isEqualTo(503);
            SecuredPlatform.grant(granted);
            await("ready", gateway::isReady);
            assertThat(post(gateway, "r2")).isEqualTo(202);
        }
        var partition = new TopicPartition("captured.lending.reader-changed.events", 0);
        assertThat(SecuredPlatform.admin()
                        .listOffsets(Map.of(partition, OffsetSpec.latest()))
                        .partitionResult(partition)
                        .get()
                        .offset())
                .isEqualTo(2);
    }

    private static int post(Gateway gateway, String reader) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(gateway.url() + "/events/lending.reader-changed"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "{\"reader\": \"" + reader + "\", \"version\": 1}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private static Optional<String> reason(Ingestion ingestion) {
        return ingestion.status().sources().get(0).state() instanceof SourceState.Retrying retrying
                ? Optional.of(retrying.cause())
                : Optional.empty();
    }

    private static Ingestion ingestion(String user) throws Exception {
        DatabaseAddress database = SecuredPlatform.get().database();
        return Ingestion.start(
                List.of(SOURCE),
                new IngestSettings(
                                Map.of(SOURCE.name(), SecuredPlatform.scram(user, PASSWORD)),
                                Map.of(
                                        SOURCE.name(),
                                        new DatabaseSettings(
                                                database.host(),
                                                database.port(),
                                                database.name(),
                                                database.user(),
                                                database.password())),
                                REGISTRY,
                                user,
                                new SimpleMeterRegistry())
                        .as(Map.of(SOURCE.name(), "User:" + user)));
    }

    private static void await(String what, BooleanSupplier holds) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.sleep(20);
        }
    }
}
