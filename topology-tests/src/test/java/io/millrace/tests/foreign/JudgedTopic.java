package io.millrace.tests.foreign;

import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.InMemoryRegistry;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.metrics.BalanceBoard;
import io.millrace.runtime.metrics.PortBalance;
import io.millrace.runtime.topology.GovernedTopology;
import io.millrace.runtime.topology.ProductParts;
import io.millrace.runtime.topology.TopologyEnvironment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.StringConverter;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/**
 * What the only product of a mesh makes of a connector's records, through Connect's own converters and without a broker.
 *
 * @param output records of its only port
 */
record JudgedTopic(PortBalance balance, List<TestRecord<byte[], byte[]>> output) {
    /** How a worker's converter writes values. */
    static final List<String> FORMATS = List.of("avro", "json", "json-with-schemas");

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    static JudgedTopic of(Path mesh, String format, List<SourceRecord> records, Path state) throws Exception {
        Product product = Mesh.load(mesh, MeshOptions.DEFAULT).products().get(0);
        var registry = new InMemoryRegistry();
        var board = new BalanceBoard();
        ProductParts.register(product, registry);
        Properties settings = new Properties();
        settings.put("application.id", product.applicationId());
        settings.put("state.dir", state.toString());
        try (var driver = new TopologyTestDriver(
                GovernedTopology.build(
                        ProductParts.resolve(product, registry, KeyRing.inMemory(Set.of())),
                        TopologyEnvironment.standalone(board, () -> NOW)),
                settings,
                NOW)) {
            for (SourceRecord record : records) {
                driver.createInputTopic(record.topic(), new ByteArraySerializer(), new ByteArraySerializer())
                        .pipeInput(new TestRecord<>(key(record), value(format, record, registry), NOW));
            }
            var port = product.outputPorts().get(0);
            return new JudgedTopic(
                    board.of(product.inputPorts().get(0).name(), port.name()),
                    driver.createOutputTopic(port.topic(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                            .readRecordsToList());
        }
    }

    private static byte[] key(SourceRecord record) {
        try (var converter = new StringConverter()) {
            converter.configure(Map.of(), true);
            return converter.fromConnectData(record.topic(), record.keySchema(), record.key());
        }
    }

    private static byte[] value(String format, SourceRecord record, InMemoryRegistry registry) throws Exception {
        if (format.equals("avro")) {
            return new ConnectAvro(registry).write(record.topic(), (Struct) record.value());
        }
        try (var converter = new JsonConverter()) {
            converter.configure(Map.of("schemas.enable", format.equals("json-with-schemas")), false);
            return converter.fromConnectData(record.topic(), record.valueSchema(), record.value());
        }
    }
}
