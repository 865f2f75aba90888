package io.millrace.ingest.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ingest.Change;
import io.millrace.ingest.ChangeReader;
import io.millrace.ingest.Shop;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Large transactions and large rows, in a process with 384 MB of heap. {@code -Dmillrace.large.rows} is the number of
 * rows of one transaction, {@code -Dmillrace.large.body} the length of a text in each of them, {@code
 * -Dmillrace.large.minutes} how long it may take.
 */
class LargeRowsTest {
    private static final int ROWS = Integer.getInteger("millrace.large.rows", 300_000);
    private static final int BODY = Integer.getInteger("millrace.large.body", 100);
    private static final int MINUTES = Integer.getInteger("millrace.large.minutes", 3);
    private static final int MEGABYTES = 20;
    private static final int LARGE_ROWS = 3;

    @Test
    void shouldPublishAHugeTransactionAndLeaveOutWhatIsTooLargeInBoundedMemory() throws Exception {
        Shop shop = Shop.create(
                "CREATE TABLE item (id int PRIMARY KEY, n int, body text, raw bytea NOT NULL);"
                        + " ALTER TABLE item ALTER body SET STORAGE EXTERNAL;" + insertLarge(-1),
                "item");
        IngestChild child = IngestChild.start(shop, "item");
        try {
            child.awaitStreaming();
            shop.sql(
                    "INSERT INTO item SELECT i, i, repeat('x', " + BODY + "), '' FROM generate_series(1, " + ROWS
                            + ") i",
                    insertLarge(-2),
                    insertLarge(-3),
                    "UPDATE item SET n = 1 WHERE id < 0",
                    "INSERT INTO item VALUES (0, 0, 'the last', '')");
            var seen = new BitSet();
            var large = new AtomicInteger();
            try (ChangeReader reader = shop.reader("item")) {
                long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
                while (!seen.get(0)) {
                    reader.forEach(change -> check(change, seen, large));
                    assertThat(System.nanoTime())
                            .as("%d of %d rows came", seen.cardinality(), ROWS + 1)
                            .isLessThan(deadline);
                    Thread.sleep(50);
                }
            }
            assertThat(seen.cardinality()).isEqualTo(ROWS + 1);
            assertThat(large).hasValue(2 * LARGE_ROWS);
        } finally {
            child.kill();
        }
    }

    private static String insertLarge(int id) {
        return "INSERT INTO item VALUES (" + id + ", 0, repeat('0123456789abcdef', " + MEGABYTES * 65_536 + "), 'ab')";
    }

    private static void check(Change change, BitSet seen, AtomicInteger large) {
        int id = Integer.parseInt(String.valueOf(change.key()));
        if (id >= 0) {
            assertThat(seen.get(id)).as("row %d came twice", id).isFalse();
            seen.set(id);
            assertThat(change.headers()).doesNotContainKey("mr-omitted");
            if (id > 0) {
                assertThat(change.after().get("n")).as("row %d", id).isEqualTo(id);
                assertThat(change.after().get("body").toString())
                        .as("row %d", id)
                        .hasSize(BODY);
            }
        } else if (change.operation().equals("u")) {
            large.incrementAndGet();
            assertThat(change.after().get("body").toString()).isEqualTo("__debezium_unavailable_value");
        } else {
            large.incrementAndGet();
            assertThat(change.headers()).containsEntry("mr-omitted", "after.body:too-large");
            assertThat(change.after().get("body")).isNull();
            assertThat(change.after().get("raw")).isNotNull();
        }
    }
}
