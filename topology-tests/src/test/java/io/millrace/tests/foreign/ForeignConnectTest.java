package io.millrace.tests.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Debezium's connector with the configuration that {@code ingest --print-connect-config} prints, through Connect's own
 * converters, delivered more than once: products read its topics without change, and take each change once.
 */
class ForeignConnectTest {
    private static final LegacyMesh MESH = new LegacyMesh("booking", """
            - {name: booking_id, logicalType: integer}
            - {name: guest, logicalType: string}
            - {name: price, logicalType: number, physicalType: "numeric(12,2)"}
            - {name: paid_at, logicalType: timestamp, physicalType: timestamptz}
            """, """
            - {name: booking_id, logicalType: integer, primaryKey: true, required: true}
            - {name: guest, logicalType: string, required: true}
            - {name: price, logicalType: number, physicalType: "decimal(12,2)"}
            - {name: paid_at, logicalType: timestamp}
            """);
    private static final int ROWS = 5;
    private static final int CHANGES = 4;

    @TempDir
    Path work;

    @Test
    void shouldTakeEachRepeatedChangeOnceFromAvroAndFromJsonWithAndWithoutSchemas() throws Exception {
        List<SourceRecord> records = captured();
        assertThat(records).extracting(SourceRecord::topic).containsOnly(MESH.topic());
        // As a worker that was killed twice before it could write its offsets.
        List<SourceRecord> delivered = new ArrayList<>(records.subList(0, ROWS + 2));
        delivered.addAll(records.subList(ROWS, ROWS + CHANGES));
        delivered.addAll(records.subList(ROWS + 1, ROWS + CHANGES));
        int repeated = 2 + CHANGES - 1;

        for (String format : JudgedTopic.FORMATS) {
            JudgedTopic judged =
                    JudgedTopic.of(MESH.write(work, format), format, delivered, work.resolve(format + "-state"));
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
        try (LegacyDatabase database = LegacyDatabase.start(work)) {
            database.sql(
                    "CREATE TABLE bookings (booking_id int PRIMARY KEY, guest text NOT NULL, price numeric(12,2),"
                            + " paid_at timestamptz)",
                    "INSERT INTO bookings SELECT n, 'guest ' || n, n * 1.25, now() FROM generate_series(1, 5) n");
            try (Connector connector = database.capture(MESH.write(work, "avro"))) {
                connector.awaitChanges(ROWS);
                database.sql(
                        "INSERT INTO bookings VALUES (6, 'Grace', 10.50, NULL)",
                        "UPDATE bookings SET guest = 'Ada L.' WHERE booking_id = 1",
                        "UPDATE bookings SET price = NULL WHERE booking_id = 2",
                        "DELETE FROM bookings WHERE booking_id = 3");
                return connector.awaitChanges(ROWS + CHANGES);
            }
        }
    }
}
