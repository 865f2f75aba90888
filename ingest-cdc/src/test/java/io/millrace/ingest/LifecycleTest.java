package io.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    private static final String ITEM = "CREATE TABLE item (id bigint PRIMARY KEY, name text)";

    @Test
    void shouldRefuseATableWithoutPrimaryKeyByNameAndLeaveItUnpublished() throws Exception {
        Shop shop = Shop.create("CREATE TABLE keyless (name text)", "keyless");
        try (Ingestion ingestion = shop.start()) {
            var halted = halted(ingestion);
            assertThat(halted.cause()).contains("public.keyless", "no primary key");
            assertThat(halted.repair()).contains("ALTER TABLE public.keyless ADD PRIMARY KEY");
        }
        shop.sql("INSERT INTO keyless VALUES ('x')", "UPDATE keyless SET name = 'y'");
    }

    @Test
    void shouldHaltWhereAPortShowsDeletedRowsThatTheTableDoesNotLog() throws Exception {
        Shop shop = Shop.create(ITEM, "item");
        shop.showDeletedRowsIn("stock.items/items-history");
        try (Ingestion ingestion = shop.start()) {
            var halted = halted(ingestion);
            assertThat(halted.cause())
                    .contains("public.item", "does not log whole rows", "deletes: marker", "stock.items/items-history");
            assertThat(halted.repair()).contains("ALTER TABLE public.item REPLICA IDENTITY FULL;");
        }
        assertThat(shop.query("SELECT count(*) FROM pg_replication_slots WHERE slot_name = '"
                        + shop.source().slot() + "'"))
                .isEqualTo("0");
        shop.sql("ALTER TABLE public.item REPLICA IDENTITY FULL;");
        shop.startStreaming().close();
    }

    @Test
    void shouldHaltWhereThePortCameAfterTheSnapshot() throws Exception {
        Shop shop = Shop.create(ITEM, "item");
        shop.startStreaming().close();
        shop.showDeletedRowsIn("stock.items/items-history");
        try (Ingestion ingestion = shop.start()) {
            assertThat(halted(ingestion).repair()).contains("ALTER TABLE public.item REPLICA IDENTITY FULL;");
        }
    }

    @Test
    void shouldHaltWhereTheSlotIsGone() throws Exception {
        Shop shop = Shop.create(ITEM, "item");
        shop.startStreaming().close();
        shop.sql("SELECT pg_drop_replication_slot('" + shop.source().slot() + "')");
        try (Ingestion ingestion = shop.start()) {
            assertThat(halted(ingestion).cause()).contains(shop.source().slot(), "is gone");
        }
    }

    @Test
    void shouldHaltOnATableAddedAfterTheSnapshot() throws Exception {
        Shop shop = Shop.create(ITEM + "; CREATE TABLE later (id int PRIMARY KEY)", "item");
        shop.startStreaming().close();
        shop.declare("item", "later");
        try (Admin admin = Admin.create(Map.copyOf(shop.kafka()))) {
            IngestTopics.apply(admin, List.of(shop.source()), step -> {});
        }
        try (Ingestion ingestion = shop.start()) {
            assertThat(halted(ingestion).cause()).contains("public.later");
        }
    }

    @Test
    void shouldWaitForATableThatIsNotThereYet() throws Exception {
        Shop shop = Shop.create("SELECT 1", "item");
        try (Ingestion ingestion = shop.start()) {
            Shop.awaitState(
                    ingestion,
                    state -> state instanceof SourceState.Retrying retrying
                            && retrying.cause().contains("public.item"));
            shop.sql(ITEM, "INSERT INTO item VALUES (1, 'a')");
            Shop.awaitState(ingestion, SourceState.Streaming.class::isInstance);
            try (ChangeReader reader = shop.reader("item")) {
                assertThat(reader.await(1)).extracting(Change::key).containsExactly("1");
            }
        }
    }

    @Test
    void shouldGoOnAfterTheDatabaseDroppedItsConnections() throws Exception {
        Shop shop = Shop.create(ITEM, "item");
        try (Ingestion ingestion = shop.startStreaming();
                ChangeReader reader = shop.reader("item")) {
            shop.sql("INSERT INTO item VALUES (1, 'a')");
            reader.await(1);
            shop.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                    + " AND datname = current_database()");
            Shop.awaitState(ingestion, SourceState.Retrying.class::isInstance);
            shop.sql("INSERT INTO item VALUES (2, 'b')");
            assertThat(reader.await(2)).extracting(Change::key).containsExactlyInAnyOrder("1", "2");
            Shop.awaitState(ingestion, SourceState.Streaming.class::isInstance);
        }
    }

    @Test
    void shouldStandByUntilTheOtherInstanceEnds() throws Exception {
        Shop shop = Shop.create(ITEM, "item");
        Ingestion first = shop.startStreaming();
        try (Ingestion second = shop.start();
                ChangeReader reader = shop.reader("item")) {
            Shop.awaitState(second, SourceState.Standby.class::isInstance);
            shop.sql("INSERT INTO item VALUES (1, 'a')");
            reader.await(1);
            first.close();
            shop.sql("INSERT INTO item VALUES (2, 'b')");
            assertThat(reader.await(2)).extracting(Change::key).containsExactlyInAnyOrder("1", "2");
            assertThat(second.status().sources().get(0).published()).isEqualTo(1);
        } finally {
            first.close();
        }
    }

    @Test
    void shouldLetTheSlotMoveWhileNoCapturedTableChanges() throws Exception {
        Shop shop = Shop.create(ITEM, "item");
        try (Ingestion ingestion = shop.startStreaming()) {
            String confirmed = "SELECT confirmed_flush_lsn FROM pg_replication_slots WHERE slot_name = '"
                    + shop.source().slot() + "'";
            String before = shop.query(confirmed);
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (shop.query(confirmed).equals(before)) {
                assertThat(System.nanoTime()).as("the slot moves within 20 s").isLessThan(deadline);
                Thread.sleep(50);
            }
            assertThat(ingestion.status().sources().get(0).position()).isPresent();
        }
    }

    @Test
    void shouldNeedNoMoreThanReplicationAndSelectWhereTheOwnerMadeThePublication() throws Exception {
        Shop shop = Shop.create(ITEM + "; INSERT INTO item VALUES (1, 'a')", "item");
        shop.sql(
                "CREATE ROLE plain LOGIN REPLICATION PASSWORD 'plain'",
                "GRANT SELECT ON item TO plain",
                "CREATE PUBLICATION " + shop.source().publication() + " FOR TABLE item");
        try (Ingestion ingestion = Ingestion.start(List.of(shop.source()), shop.settings("plain", "plain"));
                ChangeReader reader = shop.reader("item")) {
            Shop.awaitState(ingestion, SourceState.Streaming.class::isInstance);
            shop.sql("INSERT INTO item VALUES (2, 'b')");
            assertThat(reader.await(2)).extracting(Change::key).containsExactlyInAnyOrder("1", "2");
        }
    }

    @Test
    void shouldGoOnAfterTheBrokerWasKilled() throws Exception {
        Shop shop = Shop.create(ITEM, "item");
        try (Ingestion ingestion = shop.startStreaming()) {
            shop.sql("INSERT INTO item VALUES (1, 'a')");
            TestPlatform.get().kafka().kill();
            shop.sql("INSERT INTO item VALUES (2, 'b')");
            TestPlatform.get().kafka().restart();
            shop.sql("INSERT INTO item VALUES (3, 'c')");
            try (ChangeReader reader = shop.reader("item")) {
                reader.await(3);
                shop.sql("INSERT INTO item VALUES (4, 'd')");
                assertThat(reader.await(4)).extracting(Change::key).containsExactlyInAnyOrder("1", "2", "3", "4");
            }
            Shop.awaitState(ingestion, SourceState.Streaming.class::isInstance);
        }
    }

    @Test
    void shouldWaitForTheRegistryAndLeaveNoRowInAnyLog() throws Exception {
        Shop shop = Shop.create(ITEM, "item");
        try (LogLines log = LogLines.capture();
                Ingestion ingestion = shop.startStreaming()) {
            TestPlatform.get().registry().stop();
            shop.sql("INSERT INTO item VALUES (1, 'canary-4711')");
            var status = Shop.awaitState(ingestion, SourceState.Retrying.class::isInstance);
            assertThat(status.toString()).doesNotContain("canary");
            TestPlatform.get().registry().restart();
            try (ChangeReader reader = shop.reader("item")) {
                assertThat(reader.await(1)).hasSize(1);
            }
            assertThat(log.all())
                    .anyMatch(line -> line.contains("next attempt"))
                    .noneMatch(line -> line.contains("canary"));
        }
    }

    @Test
    void shouldEndWithinFiveSecondsAndSayStopped() throws Exception {
        Shop shop = Shop.create(ITEM, "item");
        Ingestion ingestion = shop.startStreaming();
        long start = System.nanoTime();
        ingestion.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(ingestion.status().sources().get(0).state()).isEqualTo(new SourceState.Stopped());
    }

    @Test
    void shouldNameEverySourceWithoutSettings() throws Exception {
        Shop shop = Shop.create(ITEM, "item");
        var settings = shop.settings();
        var empty = new IngestSettings(Map.of(), Map.of(), settings.registry(), "test", settings.meters());
        assertThatThrownBy(() -> Ingestion.start(List.of(shop.source()), empty))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no Kafka settings")
                .hasMessageContaining("no database settings");
    }

    private static SourceState.Halted halted(Ingestion ingestion) throws InterruptedException {
        return (SourceState.Halted)
                Shop.awaitState(ingestion, SourceState.Halted.class::isInstance).state();
    }
}
