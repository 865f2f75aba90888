package io.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a source may declare beyond its tables, on a real database. */
class SourceOptionsTest {

    @Test
    void shouldKeyRecordsByADeclaredUniqueIndexInItsOrder() throws Exception {
        Shop shop = Shop.create("""
                CREATE TABLE seat (name text, row_no int NOT NULL, hall text NOT NULL);
                CREATE UNIQUE INDEX seat_place ON seat (row_no, hall);
                ALTER TABLE seat REPLICA IDENTITY USING INDEX seat_place;
                INSERT INTO seat VALUES ('a', 1, 'x')""", "seat");
        shop.keyedBy("hall", "row_no");
        try (Ingestion ingestion = shop.startStreaming();
                ChangeReader reader = shop.reader("seat")) {
            reader.await(1);
            shop.sql("UPDATE seat SET name = 'b'", "UPDATE seat SET row_no = 2", "DELETE FROM seat");
            assertThat(reader.await(5))
                    .extracting(change -> change.operation() + " " + change.key())
                    .containsExactlyInAnyOrder("r x|1", "u x|1", "d x|1", "c x|2", "d x|2");
            assertThat(ingestion.status().allStreaming()).isTrue();
        }
    }

    @Test
    void shouldPublishNoRowButEveryChangeWhereTheSourceSaysNoData() throws Exception {
        Shop shop = Shop.create("CREATE TABLE item (id int PRIMARY KEY); INSERT INTO item VALUES (1)", "item");
        shop.withoutSnapshot();
        try (ChangeReader reader = shop.reader("item")) {
            Ingestion first = shop.startStreaming();
            shop.sql("INSERT INTO item VALUES (2)");
            reader.await(1);
            first.close();
            shop.sql("INSERT INTO item VALUES (3)");
            Ingestion second = shop.startStreaming();
            shop.sql("INSERT INTO item VALUES (4)");
            assertThat(reader.await(3))
                    .extracting(change -> change.operation() + change.key())
                    .containsExactlyInAnyOrder("c2", "c3", "c4");
            second.close();
        }
    }
}
