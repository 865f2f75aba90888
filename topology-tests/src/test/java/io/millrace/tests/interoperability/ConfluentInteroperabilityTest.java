package io.millrace.tests.interoperability;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.CachingSchemaRegistry;
import io.millrace.contracts.registry.ConfluentSchemaRegistry;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.lifecycle.ProductRuntime;
import io.millrace.runtime.lifecycle.RuntimeSettings;
import io.millrace.runtime.provision.Provisioning;
import io.millrace.tests.support.AnyPlatform;
import io.millrace.tests.support.ProjectRoot;
import io.millrace.tests.support.TestPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Confluent's own {@code KafkaAvroSerializer} feeds an Avro event topic, its {@code KafkaAvroDeserializer} reads the
 * output port, over a real registry: between them runs a product.
 */
@Tag("any-platform")
class ConfluentInteroperabilityTest {
    private static final Duration READY = Duration.ofSeconds(30);

    /** As the other team declared it: not our contract's fields, nor their order. */
    private static final Schema METER_READ = new Schema.Parser().parse("""
            {"type": "record", "name": "MeterRead", "namespace": "plant.foreign", "fields": [
              {"name": "kwh", "type": {"type": "bytes", "logicalType": "decimal", "precision": 12, "scale": 3}},
              {"name": "internal_note", "type": ["null", "string"], "default": null},
              {"name": "reading_id", "type": "string"},
              {"name": "estimated", "type": "boolean"},
              {"name": "reader_email", "type": ["null", "string"], "default": null},
              {"name": "meter", "type": "string"},
              {"name": "read_at", "type": {"type": "long", "logicalType": "timestamp-micros"}}
            ]}""");

    @TempDir
    Path work;

    @Test
    void shouldReadWhatConfluentWritesAndWriteWhatConfluentReads() throws Exception {
        TestPlatform platform = AnyPlatform.get();
        ConfluentProcess confluent = new ConfluentProcess(platform, work);
        SchemaRegistry registry = CachingSchemaRegistry.wrap(
                new ConfluentSchemaRegistry(platform.registryUrl(), Optional.empty(), Duration.ofSeconds(5)));
        Mesh mesh = Mesh.load(
                ProjectRoot.resolve("topology-tests/src/test/cases/meshes/readings"),
                new MeshOptions(Optional.of("interop")));
        Product product = mesh.products().get(0);
        Map<String, String> kafka = Map.of("bootstrap.servers", platform.bootstrapServers());
        try (Admin admin = Admin.create(Map.<String, Object>copyOf(kafka))) {
            Provisioning.plan(mesh.products(), admin, registry).apply(change -> {});
        }
        KeyRing keys = KeyRing.generate(work.resolve("keys"), Set.of("email"));
        List<String> received;
        try (ProductRuntime runtime = ProductRuntime.create(
                product,
                RuntimeSettings.of(
                        kafka, registry, keys, work.resolve("state"), "interop-1", new SimpleMeterRegistry()))) {
            runtime.start();
            assertThat(runtime.awaitReady(READY)).as("the product is running").isTrue();

            confluent.write(
                    product.inputPorts().get(0).topic(),
                    METER_READ,
                    List.of(
                            event("r1", "M-1", "\\u0001\\u0000", "{\"string\": \"Tom@plant.example\"}"),
                            event("r2", "M-1", "\\u0000", "null"),
                            event("r3", "M-1", "\\u00ff", "null"),
                            event("r1", "M-1", "\\u0001\\u0000", "{\"string\": \"Tom@plant.example\"}"),
                            event("r4", "M-1", "\\u0001", "{\"string\": \"tom@plant.example\"}")));
            received = confluent.read(product.outputPorts().get(0).topic(), 3).stream()
                    .sorted()
                    .toList();
        }

        assertThat(received).hasSize(3);
        assertThat(received.get(0)).startsWith("r1\t").contains("\"kwh\": \"\\u0001\\u0000\"");
        assertThat(received.get(1)).startsWith("r2\t").contains("\"reader\": null");
        assertThat(received.get(2)).startsWith("r4\t");
        assertThat(token(received.get(2))).isEqualTo(token(received.get(0)));
        assertThat(String.join("\n", received))
                .doesNotContainIgnoringCase("tom@plant")
                .doesNotContain("do not tell");
    }

    /** The fourth reading is the first again, the third breaks a rule: neither comes out. */
    private static String event(String id, String meter, String kwh, String email) {
        return id + "\t{\"kwh\": \"" + kwh + "\", \"internal_note\": {\"string\": \"do not tell\"}, \"reading_id\": \""
                + id + "\", \"estimated\": false, \"reader_email\": " + email + ", \"meter\": \"" + meter
                + "\", \"read_at\": 1767225600000000}";
    }

    private static String token(String record) {
        int start = record.indexOf("\"reader\": \"");
        assertThat(start).as("a token in %s", record).isPositive();
        return record.substring(start, record.indexOf('"', start + 11));
    }
}
