package io.millrace.tests.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.contracts.mesh.MeshSources;
import io.millrace.embedded.DatabaseAddress;
import io.millrace.embedded.EmbeddedPlatform;
import io.millrace.ingest.ConnectConfigs;
import io.millrace.ingest.DatabaseSettings;
import io.millrace.runtime.record.RejectReason;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Values for which Debezium's connector has no form, from a worker that has no class of Millrace: products reject what it
 * writes in their place, and never take it for a value.
 */
class ForeignValuesTest {
    /** Of the first row everything has a form; in each of the others one value has none. */
    private static final List<String> ROWS = List.of(
            "(1, '2026-01-31', '2026-01-31 12:00', '2026-01-31 12:00', '2026-01-31 12:00Z')",
            "(2, 'infinity', NULL, NULL, NULL)",
            "(3, '-infinity', NULL, NULL, NULL)",
            "(4, NULL, 'infinity', NULL, NULL)",
            "(5, NULL, '-infinity', NULL, NULL)",
            "(6, NULL, '294276-12-31 23:59:59', NULL, NULL)",
            "(7, NULL, NULL, 'infinity', NULL)",
            "(8, NULL, NULL, '-infinity', NULL)",
            "(9, NULL, NULL, NULL, 'infinity')",
            "(10, NULL, NULL, NULL, '-infinity')");

    @TempDir
    Path work;

    @Test
    void shouldRejectInfiniteAndFarTimesAndStopAtANumberThatIsNone() throws Exception {
        List<SourceRecord> records = captured();

        for (String format : JudgedTopic.FORMATS) {
            JudgedTopic judged = JudgedTopic.of(folder(format), format, records, work.resolve(format + "-state"));
            assertThat(judged.balance().accepted()).as(format).isEqualTo(2);
            assertThat(judged.balance().rejected())
                    .as(format)
                    .isEqualTo(Map.of(RejectReason.TYPE_MISMATCH, 2L * (ROWS.size() - 1)));
        }
    }

    /** Each row from the snapshot and from the stream. */
    private List<SourceRecord> captured() throws Exception {
        try (EmbeddedPlatform platform = EmbeddedPlatform.builder()
                .workDirectory(work)
                .withoutKafka()
                .withoutRegistry()
                .start()) {
            DatabaseAddress at = platform.database();
            sql(
                    at,
                    "CREATE TABLE terms (term_id int PRIMARY KEY, until date, ends timestamp, ends_ms timestamp(3),"
                            + " since timestamptz, rate numeric(4,2))",
                    "INSERT INTO terms VALUES " + String.join(", ", ROWS));
            Map<String, String> config = new HashMap<>(ConnectConfigs.of(
                    MeshSources.load(folder("avro"), MeshOptions.DEFAULT)
                            .sources()
                            .get(0),
                    new DatabaseSettings(at.host(), at.port(), at.name(), at.user(), at.password()),
                    URI.create("http://unused"),
                    false));
            config.put("database.password", at.password());
            try (Connector connector = Connector.start(config)) {
                connector.await(ROWS.size(), ForeignValuesTest::isChange);
                sql(at, "UPDATE terms SET rate = 1");
                List<SourceRecord> records = connector.await(2 * ROWS.size(), ForeignValuesTest::isChange);
                sql(at, "UPDATE terms SET rate = 'NaN' WHERE term_id = 1");
                assertThat(connector.awaitFailure()).isNotEmpty();
                return records;
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
                    - {table: public.terms, domain: legacy, key: [term_id]}
                    """);
        } else {
            Files.writeString(folder.resolve("changed.odcs.yaml"), """
                    apiVersion: v3.1.0
                    kind: DataContract
                    id: legacy.term-changed
                    version: 1.0.0
                    status: active
                    servers:
                    - {server: theirs, type: kafka, host: "broker.legacy.example:9092", format: debezium-json}
                    schema:
                    - name: TermChanged
                      physicalName: legacy.terms.cdc
                      properties:
                      - {name: term_id, logicalType: integer}
                      - {name: until, logicalType: date, physicalType: date}
                      - {name: ends, logicalType: timestamp, physicalType: timestamp}
                      - {name: ends_ms, logicalType: timestamp, physicalType: timestamp(3)}
                      - {name: since, logicalType: timestamp, physicalType: timestamptz}
                    """);
        }
        Files.writeString(folder.resolve("product.odps.yaml"), """
                apiVersion: v1.0.0
                kind: DataProduct
                id: legacy.terms
                name: terms
                domain: legacy
                version: 1.0.0
                status: active
                inputPorts:
                - name: terms
                  version: 1.0.0
                  contractId: %s
                outputPorts:
                - name: terms
                  version: 1.0.0
                  contractId: legacy.term
                  customProperties: [{property: millrace, value: {view: latest}}]
                """.formatted(
                        avro ? "source:legacy-db/public.terms" : "legacy.term-changed"));
        Files.writeString(folder.resolve("term.odcs.yaml"), """
                apiVersion: v3.1.0
                kind: DataContract
                id: legacy.term
                version: 1.0.0
                status: active
                schema:
                - name: Term
                  properties:
                  - {name: term_id, logicalType: integer, primaryKey: true, required: true}
                  - {name: until, logicalType: date}
                  - {name: ends, logicalType: timestamp}
                  - {name: ends_ms, logicalType: timestamp}
                  - {name: since, logicalType: timestamp}
                """);
        return folder;
    }
}
