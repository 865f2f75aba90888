package io.millrace.tests.combine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.InMemoryRegistry;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.metrics.BalanceBoard;
import io.millrace.runtime.topology.GovernedTopology;
import io.millrace.runtime.topology.ProductParts;
import io.millrace.runtime.topology.TopologyEnvironment;
import io.millrace.testkit.RawChanges;
import io.millrace.tests.support.ProjectRoot;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history and a latest port of one contract, fed by two inputs: the history folds to what the latest view holds. */
class ViewConsistencyTest {
    private static final Path MESH = ProjectRoot.resolve("topology-tests/src/test/cases/meshes/conventions");

    @TempDir
    private Path folder;

    @Test
    void shouldFoldTheHistoryToTheLatestViewByteForByte() throws Exception {
        long seed = Long.getLong("millrace.seed", System.nanoTime());
        System.out.println("seed " + seed);
        Product product = Mesh.load(MESH.resolve("checkout/orders"), MeshOptions.DEFAULT)
                .products()
                .get(0);
        SchemaRegistry registry = new InMemoryRegistry();
        ProductParts.register(product, registry);
        KeyRing keys = KeyRing.generate(folder.resolve("keys"), Set.of("shop.customer-id", "shop.email"));
        var board = new BalanceBoard();
        Instant now = Instant.now();
        Properties settings = new Properties();
        settings.put("application.id", product.applicationId());
        settings.put("state.dir", folder.resolve("state").toString());
        var sent = new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        var changes = new RawChanges(MESH.resolve("tables.sql"), "public.orders", OrderTraffic.ORDERS, registry);
        var traffic = new OrderTraffic(seed, List.of("placed", "paid", "shipped"), changes, sent);
        for (int i = 0; i < 5_000; i++) {
            traffic.step();
        }
        var topology = GovernedTopology.build(
                ProductParts.resolve(product, registry, keys), TopologyEnvironment.standalone(board, () -> now));
        try (var driver = new TopologyTestDriver(topology, settings, now)) {
            sent.history()
                    .forEach(record -> driver.createInputTopic(
                                    record.topic(), new ByteArraySerializer(), new ByteArraySerializer())
                            .pipeInput(new TestRecord<>(record.key(), record.value(), record.headers(), now)));

            Map<String, byte[]> latest = fold(driver, "checkout.orders.orders.v1");
            Map<String, byte[]> history = fold(driver, "checkout.orders.orders-history.v1");

            assertThat(history.keySet())
                    .isEqualTo(latest.keySet())
                    .isEqualTo(traffic.expected().keySet());
            latest.forEach((key, row) ->
                    // behind the id of the topic's own schema
                    assertThat(history.get(key)).as(key).endsWith(java.util.Arrays.copyOfRange(row, 5, row.length)));
            assertThat(board.of("orders", "orders")).isEqualTo(board.of("orders", "orders-history"));
            assertThat(board.of("payments", "orders")).isEqualTo(board.of("payments", "orders-history"));
        }
    }

    private static Map<String, byte[]> fold(TopologyTestDriver driver, String topic) {
        Map<String, byte[]> rows = new TreeMap<>();
        driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList()
                .forEach(record -> {
                    String operation =
                            new String(record.headers().lastHeader("mr-op").value(), UTF_8);
                    if (record.value() == null || operation.equals("d")) {
                        rows.remove(new String(record.key(), UTF_8));
                    } else {
                        rows.put(new String(record.key(), UTF_8), record.value());
                    }
                });
        return rows;
    }
}
