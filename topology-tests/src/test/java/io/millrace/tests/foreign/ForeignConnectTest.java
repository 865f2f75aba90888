package io.millrace.tests.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.contracts.mesh.MeshSources;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.embedded.DatabaseAddress;
import io.millrace.embedded.EmbeddedPlatform;
import io.millrace.ingest.ConnectConfigs;
import io.millrace.ingest.DatabaseSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Debezium's connector with the configuration that {@code ingest --print-connect-config} prints, through Connect's own
 * converters, delivered more than once: products read its topics without change, and take each change once.
 */
class ForeignConnectTest {
    private static final String TOPIC = "legacy.bookings.cdc";
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

        for (String format : JudgedTopic.FORMATS) {
            JudgedTopic judged = JudgedTopic.of(folder(format), format, delivered, work.resolve(format + "-state"));
            Map<String, byte[]> view = new HashMap<>();
            judged.output().forEach(record -> {
                String key = new String(record.key(), StandardCharsets.UTF_8);
                if (record.value() == null) {
                    view.remove(key);
                } else {
                    view.put(key, record.value());
                }
            });
            assertThat(judged.balance().rejectedTotal()).as(format).isZero();
            assertThat(judged.balance().duplicates()).as(format).isEqualTo(repeated);
            assertThat(judged.output()).as(format).hasSize(ROWS + CHANGES);
            assertThat(view).as(format).containsOnlyKeys("1", "2", "4", "5", "6");
            assertThat(new String(view.get("1"), StandardCharsets.UTF_8))
                    .as(format)
                    .contains("Ada L.");
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
