package io.millrace.ingest.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ingest.ChangeReader;
import io.millrace.ingest.Ingestion;
import io.millrace.ingest.Shop;
import io.millrace.ingest.TestPlatform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * SIGKILL at random under load, on PostgreSQL 16, 17 and 18, and what else {@code -Ppostgres-all} fetched; with {@code
 * -Dquick} on those that are there. {@code -Dmillrace.kills=500} makes it long, {@code -Dmillrace.minutes=60} ends it there and compares,
 * {@code -Dmillrace.postgres=17} takes one version, {@code -Dmillrace.seed=n} repeats a run's traffic and moments.
 */
@SuppressWarnings("try") // what is opened runs beside the block
class KillTest {
    private static final String TABLES = "fact,counter,moved,outbox";
    private static final Duration LONGEST_BACKLOG = Duration.ofMinutes(30);

    /** A process that is killed at once falls behind: after so many kills one may catch up. */
    private static final int KILLS_OF_A_BACKLOG = 50;

    private static final long CAUGHT_UP_BYTES = 4_000_000;

    private final int kills = Integer.getInteger("millrace.kills", 20);
    private final int minutes = Integer.getInteger("millrace.minutes", 600);
    private final long seed = Long.getLong("millrace.seed", System.nanoTime());
    private final Random random = new Random(seed);

    /** One process captures a source of each version, so that each kill hits them all. */
    @Test
    void shouldLoseAndDoubleNothingWhenKilledAtRandomUnderLoad() throws Exception {
        List<Integer> versions = TestPlatform.versions();
        if (System.getProperty("quick") == null && Integer.getInteger("millrace.postgres") == null) {
            assertThat(versions)
                    .as("module embedded fetches PostgreSQL 16 and 17: build with -am, or name a version by"
                            + " -Dmillrace.postgres")
                    .contains(16, 17, 18);
        }
        System.out.println("PostgreSQL " + versions + ", seed " + seed + ", kills " + kills);
        List<Shop> shops = new ArrayList<>();
        for (int version : versions) {
            shops.add(Shop.on(version, Traffic.DDL, TABLES.split(",")));
        }
        IngestChild.start(shops, TABLES).awaitStreaming().kill();
        try (Traffic traffic = new Traffic(shops, seed)) {
            long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
            for (int i = 0; i < kills && System.nanoTime() < end; i++) {
                IngestChild child = IngestChild.start(shops, TABLES);
                if (random.nextInt(5) > 0) {
                    child.awaitStreaming();
                    Thread.sleep(random.nextInt(700));
                } else {
                    Thread.sleep(500 + random.nextInt(2_000));
                }
                if (i % KILLS_OF_A_BACKLOG == KILLS_OF_A_BACKLOG - 1) {
                    child.awaitStreaming();
                    awaitCaughtUp(shops);
                    System.out.println(i + 1 + " kills");
                }
                child.kill();
            }
        }
        for (int i = 0; i < shops.size(); i++) {
            Balance balance = settled(shops.get(i));
            System.out.println("PostgreSQL " + versions.get(i) + ": " + balance);
            assertThat(balance.rows()).as("rows; seed %d", seed).isGreaterThan(1_000);
            assertThat(balance)
                    .as("PostgreSQL %d, seed %d", versions.get(i), seed)
                    .isEqualTo(balance.withoutFault());
        }
    }

    private static void awaitCaughtUp(List<Shop> shops) throws Exception {
        long deadline = System.nanoTime() + LONGEST_BACKLOG.toNanos();
        for (Shop shop : shops) {
            String behind = "SELECT pg_current_wal_lsn() - confirmed_flush_lsn > " + CAUGHT_UP_BYTES
                    + " FROM pg_replication_slots WHERE slot_name = '"
                    + shop.source().slot() + "'";
            while (shop.query(behind).equals("t")) {
                assertThat(System.nanoTime()).as("the log is not worked off").isLessThan(deadline);
                Thread.sleep(100);
            }
        }
    }

    /** Starts ingestion once more, lets it catch up, and compares. */
    private static Balance settled(Shop shop) throws Exception {
        try (Ingestion ingestion = shop.startStreaming();
                ChangeReader reader = shop.reader("counter")) {
            shop.sql("INSERT INTO counter VALUES (99, 0)");
            awaitKey(reader, "99");
        }
        return Balance.of(shop);
    }

    /** Keeps no change: a long run has millions, and as many may lie before the one that is waited for. */
    private static void awaitKey(ChangeReader reader, String key) {
        long deadline = System.nanoTime() + LONGEST_BACKLOG.toNanos();
        var found = new AtomicBoolean();
        while (!found.get()) {
            assertThat(System.nanoTime()).as("the last change does not come").isLessThan(deadline);
            reader.forEach(change -> found.compareAndSet(false, key.equals(change.key())));
        }
    }
}
