package io.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IngestionTest {

    @Test
    void shouldPublishASnapshotThenTheStreamAndGoOnBehindARestart() throws Exception {
        Shop shop = Shop.create(
                "CREATE TABLE item (id bigint PRIMARY KEY, name text); INSERT INTO item VALUES (1, 'a'), (2, 'b')", "item");
        try (Ingestion ingestion = shop.startStreaming();
                ChangeReader reader = shop.reader("item")) {
            shop.sql("INSERT INTO item VALUES (3, 'c')", "UPDATE item SET name = 'A' WHERE id = 1");
            reader.await(4);
            assertThat(ingestion.status().sources().get(0).published()).isEqualTo(4);
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
}
