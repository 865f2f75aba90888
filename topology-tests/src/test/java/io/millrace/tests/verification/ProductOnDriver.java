package io.millrace.tests.verification;

import io.millrace.cli.demo.verify.Balance;
import io.millrace.cli.demo.verify.JudgedPort;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.InMemoryRegistry;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.metrics.BalanceBoard;
import io.millrace.runtime.metrics.PortBalance;
import io.millrace.runtime.topology.GovernedTopology;
import io.millrace.runtime.topology.ProductParts;
import io.millrace.runtime.topology.TopologyEnvironment;
import io.millrace.tests.support.ProjectRoot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** One product of the shop without a broker: what goes in and what comes out, as a consumer would get it. */
final class ProductOnDriver implements AutoCloseable {
    private final SchemaRegistry registry = new InMemoryRegistry();
    private final BalanceBoard board = new BalanceBoard();
    private final Instant now;
    private final Product product;
    private final List<JudgedPort> ports;
    private final TopologyTestDriver driver;
    private final List<ConsumerRecord<byte[], byte[]>> inputs = new ArrayList<>();

    /**
     * @param folder of the product within the shop
     * @param now the wall clock, and the broker time of every input
     */
    ProductOnDriver(String folder, Path work, Instant now) {
        this.now = now;
        Mesh mesh = Mesh.load(ProjectRoot.resolve("examples/shop").resolve(folder), MeshOptions.DEFAULT);
        product = mesh.products().get(0);
        KeyRing keys = KeyRing.generate(work.resolve("keys"), Set.of("shop.customer-id", "shop.email"));
        ports = JudgedPort.of(mesh.products(), keys);
        ProductParts.register(product, registry);
        Properties settings = new Properties();
        settings.put("application.id", product.applicationId());
        settings.put("state.dir", work.resolve("state").toString());
        driver = new TopologyTestDriver(
                GovernedTopology.build(
                        ProductParts.resolve(product, registry, keys),
                        TopologyEnvironment.standalone(board, () -> now)),
                settings,
                now);
    }

    SchemaRegistry registry() {
        return registry;
    }

    List<JudgedPort> ports() {
        return ports;
    }

    String inputTopic() {
        return product.inputPorts().get(0).topic();
    }

    String outputTopic() {
        return product.outputPorts().get(0).topic();
    }

    void send(String key, byte[] value) {
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        TestRecord<byte[], byte[]> record = new TestRecord<>(keyBytes, value, now);
        inputs.add(consumed(inputTopic(), inputs.size(), keyBytes, value, record.headers()));
        driver.createInputTopic(inputTopic(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(record);
    }

    /** Everything in the input, output and dead-letter topics, in the order of each topic; once per test. */
    List<ConsumerRecord<byte[], byte[]>> topics() {
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>(inputs);
        product.outputPorts().forEach(port -> all.addAll(drain(port.topic())));
        all.addAll(drain(product.deadLetterTopic()));
        return all;
    }

    Map<String, Balance> balances() {
        JudgedPort port = ports.get(0);
        PortBalance found = board.of(port.input().name(), port.output().name());
        return Map.of(
                port.name(),
                new Balance(
                        found.accepted(),
                        found.retracted(),
                        found.filtered(),
                        found.duplicates(),
                        found.control(),
                        found.rejectedTotal()));
    }

    @Override
    public void close() {
        driver.close();
    }

    private List<ConsumerRecord<byte[], byte[]>> drain(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        var output = driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        for (TestRecord<byte[], byte[]> record : output.readRecordsToList()) {
            records.add(consumed(topic, records.size(), record.key(), record.value(), record.headers()));
        }
        return records;
    }

    private ConsumerRecord<byte[], byte[]> consumed(
            String topic, long offset, byte[] key, byte @Nullable [] value, Headers headers) {
        return new ConsumerRecord<>(
                topic,
                0,
                offset,
                now.toEpochMilli(),
                TimestampType.CREATE_TIME,
                key.length,
                value == null ? -1 : value.length,
                key,
                value,
                headers,
                Optional.empty());
    }
}
