package io.millrace.ingest.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ingest.Change;
import io.millrace.ingest.ChangeReader;
import io.millrace.ingest.Shop;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A second process stands by behind the lock, and goes on where one ended that could say nothing. */
class StandbyTest {
    @Test
    void shouldTakeOverFromAKilledProcessAndNeitherLoseNorDouble() throws Exception {
        Shop shop = Shop.create("CREATE TABLE item (id int PRIMARY KEY)", "item");
        IngestChild first = IngestChild.start(shop, "item").awaitStreaming();
        IngestChild second = IngestChild.start(shop, "item");
        try (ChangeReader reader = shop.reader("item")) {
            awaitSessions(shop, 2);
            shop.sql("INSERT INTO item SELECT generate_series(1, 100)");
            reader.await(1);
            first.kill();
            shop.sql("INSERT INTO item SELECT generate_series(101, 200)");
            second.awaitStreaming();
            shop.sql("INSERT INTO item SELECT generate_series(201, 300)");
            assertThat(reader.await(300))
                    .extracting(Change::key)
                    .doesNotHaveDuplicates()
                    .hasSize(300);
        } finally {
            first.kill();
            second.kill();
        }
    }

    private static void awaitSessions(Shop shop, int count) throws Exception {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (Integer.parseInt(shop.query("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND application_name LIKE 'millrace-ingest %'"))
                < count) {
            assertThat(System.nanoTime()).as("the second asks for the lock").isLessThan(deadline);
            Thread.sleep(50);
        }
    }
}
