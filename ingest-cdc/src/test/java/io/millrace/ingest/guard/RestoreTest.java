package io.millrace.ingest.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ingest.Change;
import io.millrace.ingest.ChangeReader;
import io.millrace.ingest.Ingestion;
import io.millrace.ingest.Shop;
import io.millrace.ingest.SourceState;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/**
 * A database that is not the one that was read any more: restored from a backup, at once or after its log grew again
 * past all that was read, failed over to a standby, and another server's. {@code -Dmillrace.restores=50} makes it long, {@code
 * -Dmillrace.seed=n} repeats a run.
 */
@SuppressWarnings("try") // what is opened runs beside the block
class RestoreTest {
    private static final String ITEM = "CREATE TABLE item (id bigint PRIMARY KEY, name text)";

    private final int restores = Integer.getInteger("millrace.restores", 2);
    private final long seed = Long.getLong("millrace.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private long id;

    @Test
    void shouldHaltBeforeTheFirstOutputOnADatabaseThatWasRestoredFromABackup() throws Exception {
        System.out.println("seed " + seed + ", restores " + restores);
        try (Server server = Server.start()) {
            for (int i = 0; i < restores; i++) {
                boolean grown = i % 2 == 1;
                String cause = restored(server, grown);
                System.out.println("restore " + i + (grown ? ", log grown past what was read: " : ": ") + cause);
                assertThat(cause).as("seed %d, restore %d", seed, i).contains("restored from a backup");
            }
        }
    }

    /** Returns why ingestion halted. */
    private String restored(Server server, boolean grown) throws Exception {
        Shop shop = Shop.on(server.address(), ITEM, "item");
        try (Ingestion ingestion = shop.startStreaming()) {
            write(shop, 1 + random.nextInt(20));
            if (random.nextBoolean()) {
                Thread.sleep(random.nextInt(1_500));
            }
        }
        Path backup = server.putAway();
        String position = readOn(shop);
        server.putBack(backup);
        while (grown
                && server.query("SELECT pg_current_wal_lsn() > '" + position + "'")
                        .equals("f")) {
            write(shop, 1 + random.nextInt(20));
        }
        if (grown) {
            write(shop, 10);
        }
        Map<TopicPartition, Long> before = TopicEnds.of(shop, "item");
        try (Ingestion ingestion = shop.start()) {
            var halted = (SourceState.Halted) Shop.awaitState(ingestion, SourceState.Halted.class::isInstance)
                    .state();
            assertThat(TopicEnds.of(shop, "item"))
                    .as("no output; seed %d", seed)
                    .isEqualTo(before);
            assertThat(halted.repair()).contains("take a new snapshot");
            return halted.cause();
        } finally {
            shop.sql("SELECT pg_drop_replication_slot('" + shop.source().slot() + "')");
        }
    }

    /** Publishes what the backup lacks: one change at least, and ends at any moment after it. */
    private String readOn(Shop shop) throws Exception {
        try (Ingestion ingestion = shop.startStreaming();
                ChangeReader reader = shop.reader("item")) {
            int before = reader.all().size();
            write(shop, 1 + random.nextInt(10));
            reader.await(before + 1);
            if (random.nextBoolean()) {
                Thread.sleep(random.nextInt(1_500));
            }
            return ingestion.status().sources().get(0).position().orElseThrow();
        }
    }

    @Test
    void shouldGoOnAtAStandbyThatHasAllAndHaltAtOneThatLacksTransactions() throws Exception {
        try (Server primary = Server.start();
                Server standby = Server.start()) {
            Shop kept = Shop.on(primary.address(), ITEM, "item");
            Shop lost = Shop.on(primary.address(), ITEM, "item");
            for (Shop shop : new Shop[] {kept, lost}) {
                shop.startStreaming().close();
            }
            standby.follow(primary);
            // A slot is kept on the standby once the primary's has moved past what the standby can hold.
            try (Ingestion one = kept.startStreaming();
                    Ingestion other = lost.startStreaming();
                    ChangeReader ofOne = kept.reader("item");
                    ChangeReader ofOther = lost.reader("item")) {
                write(kept, 5);
                write(lost, 5);
                ofOne.await(5);
                ofOther.await(5);
                primary.sqlUntil(
                        "SELECT pg_log_standby_snapshot()",
                        standby,
                        "SELECT count(*) / 2 FROM pg_replication_slots WHERE synced AND NOT temporary");
            }
            standby.await("SELECT CASE WHEN pg_last_wal_replay_lsn() >= '"
                    + primary.query("SELECT pg_current_wal_lsn()") + "' THEN 1 ELSE 0 END");
            standby.stop();
            try (Ingestion ingestion = lost.startStreaming();
                    ChangeReader reader = lost.reader("item")) {
                write(lost, 5);
                reader.await(10);
            }
            primary.kill();
            standby.restart();
            standby.promote();
            kept.moveTo(standby.address());
            lost.moveTo(standby.address());
            write(lost, 500);

            try (Ingestion ingestion = kept.startStreaming();
                    ChangeReader reader = kept.reader("item")) {
                write(kept, 1);
                assertThat(reader.await(6))
                        .extracting(Change::key)
                        .doesNotHaveDuplicates()
                        .hasSize(6);
            }
            Map<TopicPartition, Long> before = TopicEnds.of(lost, "item");
            try (Ingestion ingestion = lost.start()) {
                var halted = (SourceState.Halted) Shop.awaitState(ingestion, SourceState.Halted.class::isInstance)
                        .state();
                // Found by the timeline, or by the first event where the resume point lies before the switch.
                assertThat(halted.cause()).contains("server that lacked transactions was promoted");
                assertThat(TopicEnds.of(lost, "item")).isEqualTo(before);
            }
        }
    }

    @Test
    void shouldHaltBeforeTheFirstOutputOnAnotherServerThatHasTheSameDatabase() throws Exception {
        Shop shop = Shop.create(ITEM, "item");
        try (Ingestion ingestion = shop.startStreaming();
                ChangeReader reader = shop.reader("item")) {
            write(shop, 5);
            reader.await(5);
        }
        Map<TopicPartition, Long> before = TopicEnds.of(shop, "item");
        try (Server other = Server.start()) {
            // As after a dump and restore behind the same host name: all of it is there, but it is another log.
            other.sql("CREATE DATABASE \"" + shop.source().name() + "\"");
            shop.moveTo(other.address());
            shop.sql(ITEM, "CREATE PUBLICATION " + shop.source().publication() + " FOR TABLE item");
            shop.query("SELECT pg_create_logical_replication_slot('"
                    + shop.source().slot() + "', 'pgoutput')");
            write(shop, 500);
            try (Ingestion ingestion = shop.start()) {
                var halted = (SourceState.Halted) Shop.awaitState(ingestion, SourceState.Halted.class::isInstance)
                        .state();
                assertThat(halted.cause()).contains("system identifier");
                assertThat(halted.repair()).contains("point the source to its own database");
                assertThat(TopicEnds.of(shop, "item")).isEqualTo(before);
            }
        }
    }

    private void write(Shop shop, int rows) throws Exception {
        shop.sql("INSERT INTO item SELECT g, 'x' FROM generate_series(" + (id + 1) + ", " + (id + rows) + ") g");
        id += rows;
    }
}
