package io.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the log has of a row, by how its table is made: one source of many tables. */
class TableFormsTest {
    /** Not to be compressed, so that PostgreSQL keeps it out of line. */
    private static final String LARGE = "(SELECT string_agg(md5(i::text), '') FROM generate_series(1, 400) i)";

    private static final String COLUMNS = "(id int PRIMARY KEY, n int, body text, tags text[], counts int[], h hstore)";

    private static final String DDL = """
            CREATE EXTENSION hstore;
            CREATE TABLE item COLUMNS;
            CREATE TABLE whole COLUMNS;
            ALTER TABLE whole REPLICA IDENTITY FULL;
            CREATE TABLE keyed (id int PRIMARY KEY, code text NOT NULL UNIQUE, n int);
            CREATE TABLE computed (id int PRIMARY KEY, n int, twice int GENERATED ALWAYS AS (n * 2) STORED,
              thrice int GENERATED ALWAYS AS (n * 3) VIRTUAL);
            CREATE TABLE parts (id int, at date, n int, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
            CREATE TABLE parts_2026 PARTITION OF parts FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
            CREATE TABLE parts_rest PARTITION OF parts DEFAULT;
            CREATE SCHEMA "Sales";
            CREATE TABLE "Sales"."OrderLine" ("Line No" int PRIMARY KEY, "select" text, "Größe" int);
            INSERT INTO parts VALUES (1, '2026-05-05', 1), (2, '2020-01-01', 1);
            INSERT INTO computed VALUES (1, 5);""".replace("COLUMNS", COLUMNS);

    private static Shop shop;
    private static Ingestion ingestion;

    @BeforeAll
    static void start() throws Exception {
        // Before PostgreSQL 18 a column that is computed is always stored.
        String ddl = TestPlatform.version() < 18 ? DDL.replace("VIRTUAL", "STORED") : DDL;
        shop = Shop.create(ddl, "item", "whole", "keyed", "computed", "parts", "Sales.OrderLine");
        ingestion = shop.startStreaming();
    }

    @AfterAll
    static void stop() {
        ingestion.close();
    }

    @Test
    void shouldNameLargeArraysAndMapsThatAnUpdateDidNotChangeAndKeepThePlaceholderOfTexts() throws Exception {
        for (String table : List.of("item", "whole")) {
            shop.sql(
                    "INSERT INTO " + table + " SELECT 1, 1, body, ARRAY[body], (SELECT array_agg((random() * 1e9)::int)"
                            + " FROM generate_series(1, 4000)), hstore('k', body) FROM (SELECT " + LARGE + " body) b",
                    "UPDATE " + table + " SET n = 2",
                    "DELETE FROM " + table);
        }
        List<Change> plain = changes("item", 3);
        assertThat(plain.get(0).headers()).doesNotContainKey("mr-omitted");
        assertThat(plain.get(1).headers())
                .containsEntry("mr-omitted", "after.tags:not-logged,after.counts:not-logged,after.h:not-logged");
        assertThat(plain.get(1).after().get("body").toString()).isEqualTo("__debezium_unavailable_value");
        assertThat(plain.get(1).after().get("tags")).isNull();
        assertThat(plain.get(2).before().get("n")).isNull();

        List<Change> whole = changes("whole", 3);
        assertThat(whole).allSatisfy(change -> assertThat(change.headers()).doesNotContainKey("mr-omitted"));
        assertThat(whole.get(1).after().get("body"))
                .isEqualTo(whole.get(0).after().get("body"));
        assertThat(whole.get(1).after().get("counts"))
                .isEqualTo(whole.get(0).after().get("counts"));
        assertThat(whole.get(2).before().get("n")).isEqualTo(2);
    }

    @Test
    void shouldDeleteTheOldKeyBeforeItMakesTheNewOne() throws Exception {
        shop.sql("INSERT INTO keyed VALUES (1, 'a', 1)", "UPDATE keyed SET id = 2, n = 5", "DELETE FROM keyed");
        try (ChangeReader reader = shop.reader("keyed")) {
            List<Change> changes = reader.await(4);
            assertThat(changes)
                    .extracting(change -> change.operation() + change.key())
                    .containsExactlyInAnyOrder("c1", "d1", "c2", "d2");
            assertThat(lsn(changes, "d1")).isLessThanOrEqualTo(lsn(changes, "c2"));
            assertThat(lsn(changes, "c2")).isLessThan(lsn(changes, "d2"));
            assertThat(found(changes, "c2").after().get("n")).isEqualTo(5);
        }
    }

    @Test
    void shouldNotShowWhatTheDatabaseComputesNeitherInASnapshotNorInTheStream() throws Exception {
        shop.sql("INSERT INTO computed VALUES (2, 6)");
        assertThat(changes("computed", 2))
                .extracting(change -> change.after().getSchema().getFields().size())
                .containsOnly(2);
    }

    @Test
    void shouldTakeRowsOfPartitionsForRowsOfTheirTable() throws Exception {
        shop.sql(
                "INSERT INTO parts VALUES (3, '2026-06-06', 1), (4, '1999-01-01', 1)",
                "UPDATE parts SET n = 2 WHERE id = 1",
                "UPDATE parts SET at = '2021-01-01' WHERE id = 3",
                "DELETE FROM parts WHERE id = 4",
                "TRUNCATE parts");
        try (ChangeReader reader = shop.reader("parts")) {
            assertThat(reader.await(11))
                    .extracting(change -> change.operation() + change.key())
                    .containsExactlyInAnyOrder(
                            "r1|2026-05-05",
                            "r2|2020-01-01",
                            "c3|2026-06-06",
                            "c4|1999-01-01",
                            "u1|2026-05-05",
                            "d3|2026-06-06",
                            "c3|2021-01-01",
                            "d4|1999-01-01",
                            "tnull",
                            "tnull",
                            "tnull");
        }
    }

    @Test
    void shouldTakeQuotedNamesAndOtherSchemas() throws Exception {
        shop.sql(
                "INSERT INTO \"Sales\".\"OrderLine\" VALUES (1, 'a', 3)",
                "UPDATE \"Sales\".\"OrderLine\" SET \"select\" = 'b'",
                "DELETE FROM \"Sales\".\"OrderLine\"");
        List<Change> changes = changes("Sales.OrderLine", 3);
        assertThat(changes).extracting(Change::operation).containsExactly("c", "u", "d");
        GenericRecord row = changes.get(1).after();
        assertThat(row.get("Line_No")).isEqualTo(1);
        assertThat(row.get("select").toString()).isEqualTo("b");
        assertThat(row.get("Gr__e")).isEqualTo(3);
        assertThat(changes.get(1).headers())
                .containsEntry("mr-source", shop.source().name() + "/Sales.OrderLine");
    }

    @Test
    void shouldRefuseATableThatLogsNoKey() throws Exception {
        for (String identity : List.of("NOTHING", "USING INDEX silent_code_key")) {
            Shop silent = Shop.create(
                    "CREATE TABLE silent (id int PRIMARY KEY, code text NOT NULL UNIQUE);"
                            + " ALTER TABLE silent REPLICA IDENTITY " + identity,
                    "silent");
            try (Ingestion refused = silent.start()) {
                SourceState state = Shop.awaitState(refused, SourceState.Halted.class::isInstance)
                        .state();
                assertThat(state).isInstanceOfSatisfying(SourceState.Halted.class, halted -> {
                    assertThat(halted.cause()).contains("neither its primary key nor the full row");
                    assertThat(halted.repair()).contains("ALTER TABLE public.silent REPLICA IDENTITY DEFAULT;");
                });
            }
        }
    }

    /** All rows have the same key here, so their changes are in order. */
    private static List<Change> changes(String table, int count) {
        try (ChangeReader reader = shop.reader(table)) {
            return reader.await(count);
        }
    }

    private static long lsn(List<Change> changes, String which) {
        GenericRecord source = (GenericRecord) found(changes, which).envelope().get("source");
        return (Long) source.get("lsn");
    }

    private static Change found(List<Change> changes, String which) {
        return changes.stream()
                .filter(change -> which.equals(change.operation() + change.key()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no change " + which));
    }
}
