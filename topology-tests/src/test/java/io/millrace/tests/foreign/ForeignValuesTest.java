package io.millrace.tests.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.runtime.record.RejectReason;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Values for which Debezium's connector has no form, from a worker that has no class of Millrace: products reject what it
 * writes in their place, and never take it for a value.
 */
class ForeignValuesTest {
    private static final LegacyMesh MESH = new LegacyMesh("term", """
            - {name: term_id, logicalType: integer}
            - {name: until, logicalType: date, physicalType: date}
            - {name: ends, logicalType: timestamp, physicalType: timestamp}
            - {name: ends_ms, logicalType: timestamp, physicalType: timestamp(3)}
            - {name: since, logicalType: timestamp, physicalType: timestamptz}
            """, """
            - {name: term_id, logicalType: integer, primaryKey: true, required: true}
            - {name: until, logicalType: date}
            - {name: ends, logicalType: timestamp}
            - {name: ends_ms, logicalType: timestamp}
            - {name: since, logicalType: timestamp}
            """);

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
            JudgedTopic judged =
                    JudgedTopic.of(MESH.write(work, format), format, records, work.resolve(format + "-state"));
            assertThat(judged.balance().accepted()).as(format).isEqualTo(2);
            assertThat(judged.balance().rejected())
                    .as(format)
                    .isEqualTo(Map.of(RejectReason.TYPE_MISMATCH, 2L * (ROWS.size() - 1)));
        }
    }

    /** Each row from the snapshot and from the stream. */
    private List<SourceRecord> captured() throws Exception {
        try (LegacyDatabase database = LegacyDatabase.start(work)) {
            database.sql(
                    "CREATE TABLE terms (term_id int PRIMARY KEY, until date, ends timestamp, ends_ms timestamp(3),"
                            + " since timestamptz, rate numeric(4,2))",
                    "INSERT INTO terms VALUES " + String.join(", ", ROWS));
            try (Connector connector = database.capture(MESH.write(work, "avro"))) {
                connector.awaitChanges(ROWS.size());
                database.sql("UPDATE terms SET rate = 1");
                List<SourceRecord> records = connector.awaitChanges(2 * ROWS.size());
                database.sql("UPDATE terms SET rate = 'NaN' WHERE term_id = 1");
                assertThat(connector.awaitFailure()).isNotEmpty();
                return records;
            }
        }
    }
}
