package io.millrace.tests.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.contracts.mesh.MeshSources;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.InMemoryRegistry;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.embedded.DatabaseAddress;
import io.millrace.embedded.EmbeddedPlatform;
import io.millrace.ingest.ConnectConfigs;
import io.millrace.ingest.DatabaseSettings;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.metrics.BalanceBoard;
import io.millrace.runtime.topology.GovernedTopology;
import io.millrace.runtime.topology.ProductParts;
import io.millrace.runtime.topology.TopologyEnvironment;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Debezium's connector with the configuration that {@code ingest --print-connect-config} prints, through Connect's own
 * converters, delivered more than once: products read its topics without change, and take each change once.
 */
class ForeignConnectTest {
    private static final String TOPIC = "legacy.bookings.cdc";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final int ROWS = 5;
    private static final int CHANGES = 4;

    @TempDir
    Path work;

    @Test
    void shouldTakeEachRepeatedChangeOnceFromAvroAndFromJsonWithAndWithoutSchemas() throws Exception {
        List<SourceRecord> records = captured();
        assertThat(records).extracting(SourceRecord::topic).containsOnly(TOPIC);
        // As a worker that was killed twice before it could write its offsets.
        List<SourceRecord> delivered = new ArrayList<>(records.subList(0, ROWS + 2));
        delivered.addAll(records.subList(ROWS, ROWS + CHANGES));
        delivered.addAll(records.subList(ROWS + 1, ROWS + CHANGES));
        int repeated = 2 + CHANGES - 1;

        for (String format : List.of("avro", "json", "json-with-schemas")) {
            Mesh mesh = Mesh.load(folder(format), MeshOptions.DEFAULT);
            Product product = mesh.products().get(0);
            var registry = new InMemoryRegistry();
            var board = new BalanceBoard();
            ProductParts.register(product, registry);
            Properties settings = new Properties();
            settings.put("application.id", product.applicationId());
            settings.put("state.dir", work.resolve(format + "-state").toString());
            try (var driver = new TopologyTestDriver(
                    GovernedTopology.build(
                            ProductParts.resolve(product, registry, KeyRing.inMemory(Set.of())),
                            TopologyEnvironment.standalone(board, () -> NOW)),
                    settings,
                    NOW)) {
                var input = driver.createInputTopic(TOPIC, new ByteArraySerializer(), new ByteArraySerializer());
                for (SourceRecord record : delivered) {
                    input.pipeInput(new TestRecord<>(key(record), value(format, record, registry), NOW));
                }
                var output = driver.createOutputTopic(
                                product.outputPorts().get(0).topic(),
                                new ByteArrayDeserializer(),
                                new ByteArrayDeserializer())
                        .readRecordsToList();
                Map<String, byte[]> view = new HashMap<>();
                output.forEach(record -> {
                    String key = new String(record.key(), StandardCharsets.UTF_8);
                    if (record.value() == null) {
                        view.remove(key);
                    } else {
                        view.put(key, record.value());
                    }
                });
                var balance = board.of("bookings", "bookings");
                assertThat(balance.rejectedTotal()).as(format).isZero();
                assertThat(balance.duplicates()).as(format).isEqualTo(repeated);
                assertThat(output).as(format).hasSize(ROWS + CHANGES);
                assertThat(view).as(format).containsOnlyKeys("1", "2", "4", "5", "6");
                assertThat(new String(view.get("1"), StandardCharsets.UTF_8))
                        .as(format)
                        .contains("Ada L.");
            }
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

    /** What the connector hands to the converters: the snapshot's rows, then the changes. */
    private List<SourceRecord> captured() throws Exception {
        try (EmbeddedPlatform platform = EmbeddedPlatform.builder()
                .workDirectory(work)
                .withoutKafka()
                .withoutRegistry()
                .start()) {
            DatabaseAddress at = platform.database();
            sql(
                    at,
                    "CREATE TABLE bookings (booking_id int PRIMARY KEY, guest text NOT NULL, price numeric(12,2),"
                            + " paid_at timestamptz)",
                    "INSERT INTO bookings SELECT n, 'guest ' || n, n * 1.25, now() FROM generate_series(1, 5) n");
            MeshSources sources = MeshSources.load(folder("avro"), MeshOptions.DEFAULT);
            SourceDescriptor source = sources.sources().get(0);
            Map<String, String> config = new HashMap<>(ConnectConfigs.of(
                    source,
                    new DatabaseSettings(at.host(), at.port(), at.name(), at.user(), at.password()),
                    URI.create("http://unused"),
                    false));
            assertThat(config.get("database.password")).startsWith("${file:");
            config.put("database.password", at.password());
            try (Connector connector = Connector.start(config)) {
                connector.await(ROWS, ForeignConnectTest::isChange);
                sql(
                        at,
                        "INSERT INTO bookings VALUES (6, 'Grace', 10.50, NULL)",
                        "UPDATE bookings SET guest = 'Ada L.' WHERE booking_id = 1",
                        "UPDATE bookings SET price = NULL WHERE booking_id = 2",
                        "DELETE FROM bookings WHERE booking_id = 3");
                return connector.await(ROWS + CHANGES, ForeignConnectTest::isChange);
            }
        }
    }

    private static boolean isChange(SourceRecord record) {
        return record.value() instanceof Struct value && value.schema().field("after") != null;
    }

    private static void sql(DatabaseAddress at, String... statements) throws Exception {
        try (Connection connection = at.connect();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    /** The same product over the captured table, or over the JSON topic of somebody else. */
    private Path folder(String format) throws Exception {
        boolean avro = format.equals("avro");
        Path folder = Files.createDirectories(work.resolve("mesh-" + format));
        Files.writeString(folder.resolve("mesh.yaml"), "name: legacy\n");
        Files.writeString(folder.resolve("domain.yaml"), "domain: legacy\nowner: legacy-team\n");
        if (avro) {
            Files.writeString(folder.resolve("legacy-db.source.yaml"), """
                    source: legacy-db
                    type: postgresql
                    connection: {database: legacy, user: reader}
                    heartbeat: PT1S
                    tables:
                    - {table: public.bookings, domain: legacy, key: [booking_id]}
                    """);
        } else {
            Files.writeString(folder.resolve("changed.odcs.yaml"), """
                    apiVersion: v3.1.0
                    kind: DataContract
                    id: legacy.booking-changed
                    version: 1.0.0
                    status: active
                    servers:
                    - {server: theirs, type: kafka, host: "broker.legacy.example:9092", format: debezium-json}
                    schema:
                    - name: BookingChanged
                      physicalName: legacy.bookings.cdc
                      properties:
                      - {name: booking_id, logicalType: integer}
                      - {name: guest, logicalType: string}
                      - {name: price, logicalType: number, physicalType: "numeric(12,2)"}
                      - {name: paid_at, logicalType: timestamp, physicalType: timestamptz}
                    """);
        }
        Files.writeString(folder.resolve("product.odps.yaml"), """
                apiVersion: v1.0.0
                kind: DataProduct
                id: legacy.bookings
                name: bookings
                domain: legacy
                version: 1.0.0
                status: active
                inputPorts:
                - name: bookings
                  version: 1.0.0
                  contractId: %s
                outputPorts:
                - name: bookings
                  version: 1.0.0
                  contractId: legacy.booking
                  customProperties: [{property: millrace, value: {view: latest}}]
                """.formatted(
                        avro ? "source:legacy-db/public.bookings" : "legacy.booking-changed"));
        Files.writeString(folder.resolve("booking.odcs.yaml"), """
                apiVersion: v3.1.0
                kind: DataContract
                id: legacy.booking
                version: 1.0.0
                status: active
                schema:
                - name: Booking
                  properties:
                  - {name: booking_id, logicalType: integer, primaryKey: true, required: true}
                  - {name: guest, logicalType: string, required: true}
                  - {name: price, logicalType: number, physicalType: "decimal(12,2)"}
                  - {name: paid_at, logicalType: timestamp}
                """);
        return folder;
    }
}
