package io.millrace.ingest.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ingest.Change;
import io.millrace.ingest.ChangeReader;
import io.millrace.ingest.Ingestion;
import io.millrace.ingest.Shop;
import io.millrace.ingest.SourceState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is taken away from a source while it is read, and while nobody reads it. */
@SuppressWarnings("try") // what is opened runs beside the block
class GuardRailsTest {
    private static final String ITEM = "CREATE TABLE item (id bigint PRIMARY KEY, name text)";

    @Test
    void shouldHaltOnceThePublicationOrTheSlotIsTakenAwayWhileRunning() throws Exception {
        Shop lessened = Shop.create(ITEM, "item");
        Shop slotless = Shop.create(ITEM, "item");
        try (Ingestion one = lessened.startStreaming();
                Ingestion other = slotless.startStreaming()) {
            awaitAdvance(slotless);
            var publication = Reaction.to("publication changed", one);
            lessened.sql("ALTER PUBLICATION " + lessened.source().publication() + " DROP TABLE item");
            String slot = slotless.source().slot();
            var dropped = Reaction.to("slot dropped", other);
            // Until nobody reads it, or the engine is back: the server refuses to drop a slot in use.
            slotless.sql("DO $$ BEGIN FOR i IN 1..2000 LOOP BEGIN"
                    + " PERFORM pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = '" + slot
                    + "' AND active_pid IS NOT NULL;"
                    + " PERFORM pg_drop_replication_slot('" + slot + "'); EXIT;"
                    + " EXCEPTION WHEN object_in_use THEN PERFORM pg_sleep(0.01); END; END LOOP; END $$");
            var halted = publication.awaitHalt();
            assertThat(halted.cause()).contains(lessened.source().publication(), "does not hold public.item");
            assertThat(halted.repair())
                    .contains("ALTER PUBLICATION " + lessened.source().publication() + " ADD TABLE public.item;");
            assertThat(dropped.awaitHalt().cause()).contains("replication slot " + slot + " is gone");
        }
    }

    @Test
    void shouldHaltWhereATableWasOutOfThePublicationWhileNobodyRead() throws Exception {
        Shop shop = Shop.create(ITEM, "item");
        String publication = shop.source().publication();
        shop.startStreaming().close();
        try (Ingestion ingestion = shop.startStreaming()) {
            // The publication's tables are committed with the first messages that follow the first look.
            awaitAdvance(shop);
            awaitAdvance(shop);
        }
        shop.sql(
                "ALTER PUBLICATION " + publication + " DROP TABLE item",
                "INSERT INTO item VALUES (1, 'never sent')",
                "ALTER PUBLICATION " + publication + " ADD TABLE item");
        try (Ingestion ingestion = shop.start()) {
            assertThat(halted(ingestion).cause())
                    .contains("public.item was taken out of publication " + publication + " and put in again");
        }
    }

    /** Else it would be tried for ever, with an exception that says nothing. */
    @Test
    void shouldNameTypesThatKeepTheDatabaseFromBeingRead() throws Exception {
        Shop shop = Shop.create(
                ITEM + "; CREATE TYPE mood AS ENUM ('sad', 'fine'); CREATE DOMAIN good AS mood CHECK (VALUE <> 'sad');"
                        + " CREATE TYPE nothing AS ENUM ()",
                "item");
        try (Ingestion ingestion = shop.start()) {
            assertThat(halted(ingestion).cause()).contains("domain public.good, enum public.nothing");
        }
        shop.sql("DROP DOMAIN good", "DROP TYPE nothing");
        shop.startStreaming().close();
    }

    /** As its owner made it, without knowing what partitions need. */
    @Test
    void shouldTakeThePublicationThatIsThere() throws Exception {
        String parts = "CREATE TABLE parts (id bigint PRIMARY KEY) PARTITION BY RANGE (id);"
                + "CREATE TABLE parts_1 PARTITION OF parts DEFAULT;";
        for (String declared : List.of(
                "FOR TABLE parts", "FOR ALL TABLES", "FOR ALL TABLES WITH (publish_via_partition_root = true)")) {
            Shop shop = Shop.create(parts, "parts");
            shop.sql("CREATE PUBLICATION " + shop.source().publication() + " " + declared);
            try (Ingestion ingestion = shop.startStreaming();
                    ChangeReader reader = shop.reader("parts")) {
                shop.sql("INSERT INTO parts VALUES (7)");
                assertThat(reader.await(1)).as(declared).extracting(Change::key).containsExactly("7");
            }
        }
    }

    @Test
    void shouldHaltWhereTheEngineFindsNoSlotAndMakesItAnew() throws Exception {
        Shop shop = Shop.create(ITEM, "item");
        String slot = shop.source().slot();
        // The moment between the checks of a start and the engine's first look: its first connection tells of it.
        CompletableFuture<Void> taken = CompletableFuture.runAsync(() -> {
            try {
                shop.sql(
                        "DO $$ DECLARE made timestamptz; BEGIN FOR i IN 1..60000 LOOP PERFORM pg_stat_clear_snapshot();"
                                + " IF made IS NULL AND EXISTS (SELECT 1 FROM pg_replication_slots WHERE slot_name = '"
                                + slot
                                + "'   AND active_pid IS NULL) THEN made := clock_timestamp(); END IF;"
                                + " IF EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
                                + "   AND application_name LIKE 'Debezium%' AND backend_start > made) THEN"
                                + " PERFORM pg_drop_replication_slot('" + slot + "');"
                                + " INSERT INTO item VALUES (1, 'in no slot'); EXIT; END IF;"
                                + " PERFORM pg_sleep(0.001); END LOOP; END $$");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        try (Ingestion ingestion = shop.start()) {
            taken.join();
            assertThat(shop.query("SELECT count(*) FROM item")).isEqualTo("1");
            shop.sql("INSERT INTO item VALUES (2, 'in the new slot')");

            assertThat(halted(ingestion).cause()).contains("replication slot " + slot);
        }
    }

    private static void awaitAdvance(Shop shop) throws Exception {
        String confirmed = "SELECT confirmed_flush_lsn FROM pg_replication_slots WHERE slot_name = '"
                + shop.source().slot() + "'";
        String before = shop.query(confirmed);
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (shop.query(confirmed).equals(before)) {
            assertThat(System.nanoTime()).as("the slot moves").isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private static SourceState.Halted halted(Ingestion ingestion) throws InterruptedException {
        return (SourceState.Halted)
                Shop.awaitState(ingestion, SourceState.Halted.class::isInstance).state();
    }
}
