package io.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class IngestTopicsTest {

    @Test
    void shouldHaveNothingPendingAfterApplyAndSayWhatDiffersAgain() throws Exception {
        Shop shop = Shop.create("CREATE TABLE item (id int PRIMARY KEY)", "item");
        try (Admin admin = Admin.create(Map.copyOf(shop.kafka()))) {
            assertThat(IngestTopics.pending(admin, List.of(shop.source()))).isEmpty();
            var topic = new ConfigResource(ConfigResource.Type.TOPIC, shop.topic("item"));
            admin.incrementalAlterConfigs(Map.of(
                            topic,
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("retention.ms", "1000"), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
            assertThat(IngestTopics.pending(admin, List.of(shop.source())))
                    .containsExactly("set {retention.ms=86400000} on topic " + shop.topic("item"));
            shop.declare("item", "other");
            assertThat(IngestTopics.pending(admin, List.of(shop.source())))
                    .anyMatch(step -> step.startsWith("create topic " + shop.topic("other") + " with 3 partitions"));
        }
    }
}
