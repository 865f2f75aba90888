package io.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IngestionTest {

    @Test
    void shouldPublishASnapshotThenTheStreamAndGoOnBehindARestart() throws Exception {
        Shop shop = Shop.create(
                "CREATE TABLE item (id bigint PRIMARY KEY, name text); INSERT INTO item VALUES (1, 'a'), (2, 'b')",
                "item");
        try (Ingestion ingestion = shop.startStreaming();
                ChangeReader reader = shop.reader("item")) {
            shop.sql("INSERT INTO item VALUES (3, 'c')", "UPDATE item SET name = 'A' WHERE id = 1");
            reader.await(4);
            Shop.await(() -> ingestion.status().sources().get(0).published() == 4);
        }
        shop.sql("DELETE FROM item WHERE id = 2");
        try (Ingestion ingestion = shop.startStreaming();
                ChangeReader reader = shop.reader("item")) {
            shop.sql("INSERT INTO item VALUES (4, 'd')");
            List<Change> changes = reader.await(6);
            assertThat(changes)
                    .extracting(change -> change.operation() + change.key())
                    .containsExactlyInAnyOrder("r1", "r2", "c3", "u1", "d2", "c4");
            assertThat(ingestion.status().sources().get(0).dropped()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void shouldSayWhereARecordComesFromAndWhichSnapshotARowBelongsTo() throws Exception {
        Shop shop = Shop.create(
                "CREATE TABLE item (id bigint PRIMARY KEY, name text); INSERT INTO item VALUES (1, 'a')", "item");
        try (Ingestion ingestion = shop.startStreaming();
                ChangeReader reader = shop.reader("item")) {
            shop.sql("UPDATE item SET name = 'b'");
            List<Change> changes = reader.await(2);
            assertThat(changes.get(0).headers())
                    .containsEntry("mr-source", shop.source().name() + "/public.item")
                    .containsOnlyKeys("mr-source", "mr-ingested-at", "source-epoch", "snapshot-generation");
            assertThat(changes.get(1).headers()).containsOnlyKeys("mr-source", "mr-ingested-at", "source-epoch");
            assertThat(changes.get(1).after().get("name").toString()).isEqualTo("b");
            assertThat(ingestion.status().sources().get(0).lastEventTime()).isPresent();
        }
    }

    @Test
    void shouldSendADeleteAndACreateForAChangedKeyAndNoTombstone() throws Exception {
        Shop shop = Shop.create("CREATE TABLE item (id bigint PRIMARY KEY, name text)", "item");
        try (Ingestion ingestion = shop.startStreaming();
                ChangeReader reader = shop.reader("item")) {
            shop.sql("INSERT INTO item VALUES (1, 'a')", "UPDATE item SET id = 2", "DELETE FROM item");
            assertThat(reader.await(4))
                    .extracting(change -> change.operation() + change.key())
                    .containsExactlyInAnyOrder("c1", "d1", "c2", "d2");
            assertThat(ingestion.status().allStreaming()).isTrue();
        }
    }

    @Test
    void shouldSendATruncationToEveryPartition() throws Exception {
        Shop shop = Shop.create("CREATE TABLE item (id bigint PRIMARY KEY, name text)", "item");
        try (Ingestion ingestion = shop.startStreaming();
                ChangeReader reader = shop.reader("item")) {
            shop.sql("INSERT INTO item VALUES (1, 'a')", "TRUNCATE item");
            List<Change> changes = reader.await(4);
            assertThat(changes.stream().filter(change -> change.operation().equals("t")))
                    .extracting(Change::partition)
                    .containsExactlyInAnyOrder(0, 1, 2);
            assertThat(ingestion.status().allStreaming()).isTrue();
        }
    }

    @Test
    void shouldFollowAColumnThatIsAddedWithoutLosingAChange() throws Exception {
        Shop shop = Shop.create("CREATE TABLE item (id bigint PRIMARY KEY, name text)", "item");
        try (Ingestion ingestion = shop.startStreaming();
                ChangeReader reader = shop.reader("item")) {
            shop.sql(
                    "INSERT INTO item VALUES (1, 'a')",
                    "ALTER TABLE item ADD COLUMN size int NOT NULL DEFAULT 4",
                    "INSERT INTO item VALUES (2, 'b', 5)");
            List<Change> changes = reader.await(2);
            Change second = changes.stream()
                    .filter(change -> "2".equals(change.key()))
                    .findFirst()
                    .orElseThrow();
            assertThat(second.after().get("size")).isEqualTo(5);
            assertThat(ingestion.status().allStreaming()).isTrue();
        }
    }
}
