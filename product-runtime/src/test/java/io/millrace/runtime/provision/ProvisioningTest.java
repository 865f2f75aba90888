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
        assertThat(Provisioning.plan(List.of(product), Map.of(Changes.TOPIC, 7), cluster.admin(), registry)
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
