package io.millrace.runtime.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.product.Product;
import io.millrace.runtime.fixture.Await;
import io.millrace.runtime.fixture.Changes;
import io.millrace.runtime.fixture.Cluster;
import io.millrace.runtime.fixture.InMemoryRegistry;
import io.millrace.runtime.fixture.Payments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProvisioningTest {
    private static Cluster cluster;
    private final InMemoryRegistry registry = new InMemoryRegistry();

    @BeforeAll
    static void startCluster() throws Exception {
        cluster = Cluster.start();
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @Test
    void shouldSayWhatIsMissingMakeItAndThenHaveNothingToSay() throws Exception {
        Product product = Payments.product("fresh").partitions(3).build();
        ProvisioningPlan plan = plan(product);
        assertThat(plan.changes())
                .contains(
                        "create topic shop.fresh.events (3 partitions, message.timestamp.type=LogAppendTime,"
                                + " retention.ms=604800000)",
                        "create topic shop.fresh.settled.v1 (3 partitions, cleanup.policy=delete,"
                                + " retention.ms=2592000000)",
                        "set compatibility of subject shop.fresh.settled.v1-value to FULL_TRANSITIVE")
                .anyMatch(change -> change.startsWith("create topic shop.fresh.dead-letter (3 partitions"))
                .anyMatch(change -> change.startsWith("register schema io.millrace.DeadLetter"));
        assertThat(cluster.admin().listTopics().names().get()).doesNotContain("shop.fresh.events");

        List<String> said = new ArrayList<>();
        plan.apply(said::add);

        assertThat(said).isEqualTo(plan.changes());
        assertThat(plan(product).isEmpty())
                .as(plan(product).changes().toString())
                .isTrue();
        plan.apply(said::add);
        assertThat(registry.compatibility("shop.fresh.settled.v1-value")).isEqualTo(Optional.of("FULL_TRANSITIVE"));
    }

    @Test
    void shouldPlanTheTopicOfPeriodsItsSchemaAndItsGrants() {
        Product product = Payments.product("timed")
                .periods(Duration.ofHours(1), Duration.ofMinutes(1))
                .build();
        var options = new PlanOptions(Map.of(), Map.of("shop.timed", "User:timed"), false);
        ProvisioningPlan plan = Provisioning.plan(List.of(product), options, cluster.admin(), registry);

        assertThat(plan.changes())
                .contains(
                        "create topic shop.timed.periods (1 partition, cleanup.policy=delete, retention.ms=7776000000)",
                        "register schema io.millrace.PeriodComplete in subject shop.timed.periods-value",
                        "grant User:timed WRITE on topic shop.timed.periods (product shop.timed)");
    }

    @Test
    void shouldRefuseMoreReplicasThanThereAreBrokers() {
        Product product = Payments.product("replicated").build();
        ProvisioningPlan three = plan(product.withReplication(3));

        assertThat(three.changes())
                .anyMatch(change ->
                        change.startsWith("create topic shop.replicated.settled.v1 (2" + " partitions, 3 replicas, "));
        assertThat(three.conflicts())
                .singleElement()
                .asString()
                .startsWith("3 replicas are wanted, but the cluster has 1 broker: shop.replicated.events, ")
                .contains("shop.replicated.dead-letter", "topics.replication");
        assertThatThrownBy(() -> three.apply(change -> {})).hasMessageContaining("nothing was applied");

        plan(product.withReplication(1)).apply(change -> {});
        assertThat(plan(product).isEmpty()).isTrue();
    }

    @Test
    void shouldRefuseWhatWouldMoveKeysOrDeleteRecords() throws Exception {
        Product product = Payments.product("grown").partitions(2).build();
        plan(product).apply(change -> {});
        set("shop.grown.settled.v1", "retention.ms", "99999999999");

        ProvisioningPlan other = plan(Payments.product("grown").partitions(4).build());

        assertThat(other.conflicts())
                .anyMatch(conflict -> conflict.contains("shop.grown.events has 2 partitions, wanted are 4"))
                .anyMatch(conflict ->
                        conflict.contains("retention.ms=99999999999") && conflict.contains("delete records"));
        assertThatThrownBy(() -> other.apply(change -> {})).hasMessageContaining("nothing was applied");
    }

    @Test
    void shouldGrantReadToTheConsumersThatAContractNames() throws Exception {
        Product product = Payments.product("granted").build();
        String grant = "grant User:underwriting-bi READ on topic shop.granted.insured.v1 (role underwriting)";
        assertThat(plan(product).changes()).contains(grant);

        plan(product).apply(change -> {});

        assertThat(plan(product).changes()).doesNotContain(grant);
        assertThat(cluster.admin().describeAcls(AclBindingFilter.ANY).values().get())
                .filteredOn(acl -> acl.pattern().name().startsWith("shop.granted."))
                .containsExactly(new AclBinding(
                        new ResourcePattern(ResourceType.TOPIC, "shop.granted.insured.v1", PatternType.LITERAL),
                        new AccessControlEntry(
                                "User:underwriting-bi", "*", AclOperation.READ, AclPermissionType.ALLOW)));
    }

    @Test
    void shouldLengthenARetentionThatIsTooShort() throws Exception {
        Product product = Payments.product("short").build();
        plan(product).apply(change -> {});
        set("shop.short.settled.v1", "retention.ms", "1000");

        assertThat(plan(product).changes())
                .containsExactly("change topic shop.short.settled.v1: retention.ms from 1000 to 2592000000");
        plan(product).apply(change -> {});
        assertThat(plan(product).isEmpty()).isTrue();
    }

    @Test
    void shouldCompactALatestViewAndGiveItAsManyPartitionsAsItsInput() throws Exception {
        Product product = Changes.product();
        assertThat(plan(product).conflicts())
                .anyMatch(conflict -> conflict.contains("topic shop.orders.cdc does not exist"));
        assertThat(Provisioning.plan(
                                List.of(product),
                                PlanOptions.besides(Map.of(Changes.TOPIC, 7)),
                                cluster.admin(),
                                registry)
                        .changes())
                .as("somebody else is about to create the input")
                .anyMatch(change -> change.startsWith("create topic shop.orders.latest.v1 (7 partitions"));
        cluster.admin()
                .createTopics(List.of(new NewTopic(Changes.TOPIC, 5, (short) 1)))
                .all()
                .get();
        Await.until(
                "topic", Duration.ofSeconds(60), () -> plan(product).conflicts().isEmpty());

        assertThat(plan(product).changes())
                .contains("create topic shop.orders.latest.v1 (5 partitions, cleanup.policy=compact)");
    }

    @Test
    void shouldGrantTheProductsPrincipalWhatItsTopologyDoesAndNoMore() {
        Product product = Payments.product("least").build();
        var options = new PlanOptions(Map.of(), Map.of("shop.least", "User:least"), false);

        ProvisioningPlan plan = Provisioning.plan(List.of(product), options, cluster.admin(), registry);

        assertThat(plan.changes())
                .filteredOn(change -> change.startsWith("grant User:least "))
                .extracting(change -> change.replace("grant User:least ", "").replace(" (product shop.least)", ""))
                .containsExactlyInAnyOrder(
                        "READ on topic shop.least.events",
                        "DESCRIBE_CONFIGS on topic shop.least.events",
                        "WRITE on topic shop.least.settled.v1",
                        "DESCRIBE_CONFIGS on topic shop.least.settled.v1",
                        "WRITE on topic shop.least.insured.v1",
                        "DESCRIBE_CONFIGS on topic shop.least.insured.v1",
                        "WRITE on topic shop.least.dead-letter",
                        "DESCRIBE_CONFIGS on topic shop.least.dead-letter",
                        "CREATE on topic shop.least-payments-ledger-changelog",
                        "READ on topic shop.least-payments-ledger-changelog",
                        "WRITE on topic shop.least-payments-ledger-changelog",
                        "DESCRIBE_CONFIGS on topic shop.least-payments-ledger-changelog",
                        "CREATE on topic shop.least-versions",
                        "READ on topic shop.least-versions",
                        "WRITE on topic shop.least-versions",
                        "READ on group shop.least",
                        "WRITE on transactional ids with prefix shop.least-");
        plan.apply(change -> {});
        assertThat(Provisioning.plan(List.of(product), options, cluster.admin(), registry)
                        .isEmpty())
                .isTrue();
    }

    @Test
    void shouldDeleteTopicsWithoutAPortOnlyWhereThatWasAllowed() throws Exception {
        Product product = Payments.product("shrunk").build();
        plan(product).apply(change -> {});
        cluster.admin()
                .createTopics(List.of(new NewTopic("shop.shrunk.gone.v1", 1, (short) 1)))
                .all()
                .get();
        Await.until(
                "note",
                Duration.ofSeconds(60),
                () -> plan(product).notes().stream()
                        .anyMatch(note -> note.startsWith("topic shop.shrunk.gone.v1 belongs to no port")));
        assertThat(plan(product).isEmpty()).isTrue();

        var destructive = new PlanOptions(Map.of(), Map.of(), true);
        ProvisioningPlan plan = Provisioning.plan(List.of(product), destructive, cluster.admin(), registry);
        assertThat(plan.changes()).singleElement().asString().startsWith("delete topic shop.shrunk.gone.v1");
        plan.apply(change -> {});

        assertThat(cluster.admin().listTopics().names().get()).doesNotContain("shop.shrunk.gone.v1");
    }

    @Test
    void shouldCheckASchemaBeforeItIsRegistered() {
        Product product = Payments.product("evolved").build();
        String subject = "shop.evolved.settled.v1-value";
        registry.register(
                subject,
                SchemaBuilder.record("Settled")
                        .namespace("io.millrace.test")
                        .fields()
                        .requiredInt("other")
                        .endRecord());

        ProvisioningPlan plan = plan(product);

        assertThat(plan.conflicts())
                .singleElement()
                .asString()
                .contains("subject " + subject, "breaks FULL_TRANSITIVE", "raise the major version");
        assertThat(registry.versions(subject)).hasSize(1);
    }

    private ProvisioningPlan plan(Product product) {
        return Provisioning.plan(List.of(product), cluster.admin(), registry);
    }

    private static void set(String topic, String key, String value) throws Exception {
        cluster.admin()
                .incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }
}
