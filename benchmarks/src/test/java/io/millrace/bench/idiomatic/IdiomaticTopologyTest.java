package io.millrace.bench.idiomatic;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.bench.load.Event;
import io.millrace.bench.load.Events;
import io.millrace.bench.load.PaymentChanges;
import io.millrace.bench.mesh.BenchMesh;
import io.millrace.bench.mesh.RunNames;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.metrics.BalanceBoard;
import io.millrace.runtime.topology.GovernedTopology;
import io.millrace.runtime.topology.ProductParts;
import io.millrace.runtime.topology.StreamsSettings;
import io.millrace.runtime.topology.TopologyEnvironment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only work that has the same result may be compared. */
class IdiomaticTopologyTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final int COUNT = 10_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"checks", "json"})
    void shouldWriteWhatTheProductWritesByteByByte(String name) throws Exception {
        BenchMesh mesh = BenchMesh.load(folder);
        Product product = mesh.product(name, RunNames.of("test", "bench.in"));
        SchemaRegistry registry = mesh.registry(product);
        KeyRing keys = KeyRing.generate(folder.resolve("keys"), BenchMesh.JOIN_DOMAINS);
        var duplicates = new LongAdder();

        List<String> ours = outputs(
                product,
                GovernedTopology.build(
                        ProductParts.resolve(product, registry, keys),
                        TopologyEnvironment.standalone(new BalanceBoard(), InstantSource.fixed(NOW))),
                "ours");
        List<String> theirs =
                outputs(product, new IdiomaticTopology(product, registry, keys, duplicates).build(), "theirs");

        assertThat(theirs).isEqualTo(ours).hasSizeBetween(COUNT * 98 / 100, COUNT - 1);
        assertThat(duplicates.sum()).isPositive();
    }

    private List<String> outputs(Product product, Topology topology, String run) {
        Properties settings = StreamsSettings.of(
                product,
                Map.of("bootstrap.servers", "unused:1"),
                folder.resolve(run),
                "test",
                1,
                TopologyEnvironment.DEFAULT_LARGEST_RECORD);
        settings.putAll(IdiomaticTopology.settings());
        var events = new Events(3, 300, NOW.toEpochMilli() * 1000 - COUNT);
        var changes = new PaymentChanges();
        boolean json = product.inputPorts().get(0).format().isChange();
        List<String> outputs = new ArrayList<>();
        try (var driver = new TopologyTestDriver(topology, settings, NOW)) {
            var input = driver.createInputTopic(
                    product.inputPorts().get(0).topic(), new ByteArraySerializer(), new ByteArraySerializer());
            for (long index = 0; index < COUNT; index++) {
                Event event = events.event(index);
                input.pipeInput(event.key(), json ? changes.of(event, events.kind(index)) : event.value(), NOW);
            }
            driver.createOutputTopic(
                            product.outputPorts().get(0).topic(),
                            new ByteArrayDeserializer(),
                            new ByteArrayDeserializer())
                    .readRecordsToList()
                    .forEach(record -> outputs.add(text(record)));
        }
        return outputs;
    }

    private static String text(TestRecord<byte[], byte[]> record) {
        var text = new StringBuilder(new String(record.key(), StandardCharsets.UTF_8))
                .append(' ')
                .append(HexFormat.of().formatHex(record.value()));
        for (Header header : record.headers()) {
            text.append(' ')
                    .append(header.key())
                    .append('=')
                    .append(new String(header.value(), StandardCharsets.UTF_8));
        }
        return text.toString();
    }
}
