package io.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.ingest.SourceReport.SlotState;
import io.millrace.ingest.safety.Finding;
import io.millrace.ingest.safety.Finding.Level;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

/** What {@code ingest --check}, {@code remove} and {@code resnapshot} say and do on real parts. */
class SourceCheckTest {
    private static final String ITEM = "CREATE TABLE item (id bigint PRIMARY KEY, name text)";

    @Test
    void shouldTellARoleWithoutRightsWhatItLacksAndPassOnceTheStatementsWereRun() throws Exception {
        Shop shop = Shop.create(
                ITEM + "; CREATE TABLE keyless (id bigint NOT NULL, name text);"
                        + " CREATE TABLE \"Mixed\" (id int PRIMARY KEY)",
                "item");
        shop.declare("item", "keyless", "Mixed");
        shop.showDeletedRowsIn("stock.items/items-history");
        String role = "guest" + System.nanoTime();
        shop.sql("CREATE ROLE " + role + " LOGIN PASSWORD 'guest'");

        SourceReport before = check(shop, role, "guest");
        assertThat(before.passed()).isFalse();
        assertThat(before.findings())
                .filteredOn(finding -> finding.level() == Level.ERROR)
                .extracting(Finding::repair)
                .contains(
                        "ALTER ROLE " + role + " REPLICATION;",
                        "GRANT SELECT ON public.item TO " + role + ";",
                        "GRANT SELECT ON public.\"Mixed\" TO " + role + ";",
                        "ALTER TABLE public.item REPLICA IDENTITY FULL;",
                        "as the owner of the tables: CREATE PUBLICATION "
                                + shop.source().publication()
                                + " FOR TABLE public.item, public.keyless, public.\"Mixed\" WITH (publish_via_partition_root = true);",
                        "millrace apply, or start ingest with --apply");
        assertThat(before.findings()).extracting(Finding::found).anyMatch(found -> found.contains("no primary key"));

        for (Finding finding : before.findings()) {
            if (finding.repair().contains("ADD PRIMARY KEY")) {
                shop.sql("ALTER TABLE public.keyless ADD PRIMARY KEY (id)");
            } else if (!finding.repair().startsWith("millrace") && finding.level() == Level.ERROR) {
                shop.sql(finding.repair().replace("as the owner of the tables: ", ""));
            }
        }
        try (Admin admin = Admin.create(Map.copyOf(shop.kafka()))) {
            IngestTopics.apply(admin, List.of(shop.source()), step -> {});
        }
        SourceReport after = check(shop, role, "guest");
        assertThat(after.findings())
                .filteredOn(finding -> finding.level() == Level.ERROR)
                .isEmpty();
        assertThat(after.slot().orElseThrow().state()).isEqualTo(SlotState.ABSENT);
        assertThat(after.server().orElseThrow()).startsWith("PostgreSQL ").endsWith(" as " + role);
        try (Ingestion ingestion = Ingestion.start(List.of(shop.source()), shop.settings(role, "guest"))) {
            Shop.awaitState(ingestion, SourceState.Streaming.class::isInstance);
        }
    }

    @Test
    void shouldSayWhoReadsTheSlotAndWhatWasLostWhileNobodyDid() throws Exception {
        Shop shop = Shop.create(ITEM, "item");
        Ingestion ingestion = shop.startStreaming();
        var running = check(shop).slot().orElseThrow();
        assertThat(running.state()).isEqualTo(SlotState.ACTIVE);
        assertThat(running.byIngestion()).isTrue();
        assertThat(check(shop).passed()).isTrue();
        ingestion.close();

        assertThat(check(shop).passed()).isTrue();
        shop.sql(
                "ALTER PUBLICATION " + shop.source().publication() + " SET (publish = 'insert')",
                "SELECT pg_drop_replication_slot('" + shop.source().slot() + "')");
        var broken = check(shop);
        assertThat(broken.slot().orElseThrow().state()).isEqualTo(SlotState.ABSENT);
        assertThat(broken.findings())
                .extracting(Finding::found)
                .anyMatch(found -> found.contains("is gone"))
                .anyMatch(found -> found.contains("does not send delete, truncate, update"));
        assertThat(broken.findings())
                .extracting(Finding::repair)
                .anyMatch(repair ->
                        repair.contains("resnapshot <mesh> " + shop.source().name()));
    }

    @Test
    void shouldFindAndNotThrowWhereNothingAnswersOrNobodyIsLetIn() throws Exception {
        Shop shop = Shop.create(ITEM, "item");
        var nowhere = new DatabaseSettings("127.0.0.1", 1, "shop", "millrace", "open-sesame");
        var report = SourceCheck.check(shop.source(), nowhere, shop.kafka());
        assertThat(report.passed()).isFalse();
        assertThat(report.toString()).contains("127.0.0.1:1").doesNotContain("open-sesame");
        assertThat(report.server()).isEmpty();

        String role = "keeper" + System.nanoTime();
        shop.sql("CREATE ROLE " + role + " NOLOGIN");
        var notLetIn = check(shop, role, "any");
        assertThat(notLetIn.server()).isEmpty();
        assertThat(notLetIn.findings())
                .anySatisfy(finding -> assertThat(finding.found()).contains("SQLSTATE 28"));

        var noKafka = SourceCheck.check(
                shop.source(),
                database(shop, TestPlatform.get().database().user()),
                Map.of(
                        "bootstrap.servers", "127.0.0.1:1",
                        "default.api.timeout.ms", "2000",
                        "request.timeout.ms", "1000"));
        assertThat(noKafka.findings())
                .extracting(Finding::repair)
                .anyMatch(repair -> repair.contains("kafka.bootstrap.servers"));
        assertThat(noKafka.server()).isPresent();
    }

    @Test
    void shouldRefuseToRemoveWhatStreamsAndLeaveACleanFirstStartBehind() throws Exception {
        Shop shop = Shop.create(ITEM + "; INSERT INTO item VALUES (1, 'a')", "item");
        var removal = SourceRemoval.all(shop.source(), database(shop, "postgres"), shop.kafka());
        Ingestion first = shop.startStreaming();
        assertThatThrownBy(removal::look).isInstanceOf(IngestException.class).hasMessageContaining("is being ingested");
        first.close();
        try (Connection connection = shop.connect();
                Statement other = connection.createStatement()) {
            assertThat(removal.look())
                    .containsExactly(
                            "drop replication slot " + shop.source().slot(),
                            "drop publication " + shop.source().publication(),
                            "forget the offset record in topic " + shop.source().offsetTopic());
            assertThat(other.execute("SELECT 1")).isTrue();
        }
        removal.execute(step -> {});
        assertThat(removal.look()).isEmpty();
        assertThat(shop.query("SELECT (SELECT count(*) FROM pg_replication_slots WHERE slot_name = '"
                        + shop.source().slot() + "') + (SELECT count(*) FROM pg_publication)"))
                .isEqualTo("0");
        assertThat(check(shop).passed()).isTrue();
        Ingestion second = shop.startStreaming();
        try (ChangeReader reader = shop.reader("item")) {
            assertThat(reader.await(2))
                    .extracting(change -> change.operation() + change.key())
                    .containsExactly("r1", "r1");
            assertThat(reader.await(2).stream().map(change -> change.headers().get("source-epoch")))
                    .doesNotHaveDuplicates();
        }
        second.close();
    }

    @Test
    void shouldKeepThePublicationForANewSnapshot() throws Exception {
        Shop shop = Shop.create(ITEM, "item");
        shop.startStreaming().close();
        var removal = SourceRemoval.forNewSnapshot(shop.source(), database(shop, "postgres"), shop.kafka());
        removal.execute(step -> {});
        assertThat(shop.query("SELECT count(*) FROM pg_publication")).isEqualTo("1");
        assertThat(check(shop).slot().orElseThrow().state()).isEqualTo(SlotState.ABSENT);
        assertThat(check(shop).passed()).isTrue();
    }

    private static SourceReport check(Shop shop) throws InterruptedException {
        var server = TestPlatform.get().database();
        return check(shop, server.user(), server.password());
    }

    private static SourceReport check(Shop shop, String user, String password) throws InterruptedException {
        return SourceCheck.check(
                shop.source(),
                Objects.requireNonNull(shop.settings(user, password)
                        .databases()
                        .get(shop.source().name())),
                shop.kafka());
    }

    private static DatabaseSettings database(Shop shop, String user) {
        return Objects.requireNonNull(
                shop.settings(user, TestPlatform.get().database().password())
                        .databases()
                        .get(shop.source().name()));
    }
}
