package io.millrace.ingest.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ingest.Ingestion;
import io.millrace.ingest.Shop;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/**
 * A captured table that is idle beside one that is written all the time: how much of the log its slot holds back while
 * that goes on. {@code -Dmillrace.busy.megabytes=1000} makes it long, {@code -Dmillrace.busy.rate=n} changes how many
 * megabytes of log are written in a second.
 */
class BusyNeighbourTest {
    private static final String TABLES =
            "CREATE TABLE item (id bigint PRIMARY KEY, name text); CREATE TABLE noise (v text)";
    private static final long MEGABYTE = 1 << 20;
    private static final long MOST_HELD = 64 * MEGABYTE;

    private final long megabytes = Long.getLong("millrace.busy.megabytes", 160);
    private final long rate = Long.getLong("millrace.busy.rate", 10);

    @Test
    void shouldHoldLittleOfTheLogForAnIdleTableWithABusyNeighbour() throws Exception {
        Shop shop = Shop.create(TABLES, "item");
        try (Ingestion ingestion = shop.startStreaming();
                Connection connection = shop.connect();
                Statement statement = connection.createStatement()) {
            String start = shop.query("SELECT pg_current_wal_lsn()");
            long began = System.nanoTime();
            CompletableFuture<Void> noise = CompletableFuture.runAsync(() -> write(shop, start, began));
            long most = 0;
            long samples = 0;
            while (!noise.isDone()) {
                var row = statement.executeQuery("SELECT pg_current_wal_lsn() - restart_lsn"
                        + " FROM pg_replication_slots WHERE slot_name = '"
                        + shop.source().slot() + "'");
                assertThat(row.next()).isTrue();
                most = Math.max(most, row.getLong(1));
                samples++;
                Thread.sleep(50);
            }
            noise.join();
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "a neighbour wrote %d MB of log in %.1f s: at most %.1f MB were held, seen %d times%n",
                    megabytes,
                    seconds,
                    (double) most / MEGABYTE,
                    samples);
            assertThat(samples).as("it was looked at while the neighbour wrote").isGreaterThan(20);
            assertThat(most).as("bytes of log held at most").isLessThan(MOST_HELD);
            assertThat(ingestion.status().allStreaming()).isTrue();
        }
    }

    /** Writes so much log at such a rate, in short transactions. */
    private void write(Shop shop, String start, long began) {
        try (Connection connection = shop.connect();
                Statement statement = connection.createStatement()) {
            long written = 0;
            while (written < megabytes * MEGABYTE) {
                statement.execute("INSERT INTO noise SELECT repeat('x', 1000) FROM generate_series(1, 500)");
                var row = statement.executeQuery("SELECT pg_current_wal_lsn() - '" + start + "'::pg_lsn");
                assertThat(row.next()).isTrue();
                written = row.getLong(1);
                statement.execute("TRUNCATE noise");
                long due = began + Duration.ofSeconds(1).toNanos() * written / (rate * MEGABYTE);
                Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
            }
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }
}
