package io.millrace.ingest.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ingest.Change;
import io.millrace.ingest.ChangeReader;
import io.millrace.ingest.IngestTopics;
import io.millrace.ingest.Ingestion;
import io.millrace.ingest.Shop;
import io.millrace.ingest.SourceState;
import io.millrace.ingest.position.IngestOffset;
import io.millrace.ingest.position.SnapshotTask;
import io.millrace.ingest.position.Snapshots;
import io.millrace.ingest.position.TableScan;
import io.millrace.ingest.publish.OffsetLog;
import io.millrace.ingest.publish.RequestLog;
import io.millrace.ingest.publish.SnapshotRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

/**
 * Snapshots under load: broken off by SIGKILL, asked for while the stream goes on, stopped, and of tables that were
 * added. {@code -Dmillrace.snapshots=100} kills at random that many snapshots.
 */
@SuppressWarnings("try") // what is opened runs beside the block
class SnapshotTest {
    private static final int ROWS = 120_000;

    private final int rounds = Integer.getInteger("millrace.snapshots", 1);
    private final long seed = Long.getLong("millrace.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void shouldGoOnWhereASnapshotWasKilledAndShowNoRowTwice() throws Exception {
        for (int round = 0; round < rounds; round++) {
            List<Double> moments = round == 0
                    ? List.of(0.05, 0.5, 0.95)
                    : random.doubles(1 + random.nextInt(4)).sorted().boxed().toList();
            Shop shop = Shop.create(WideRows.DDL + WideRows.fill(ROWS), "wide");
            List<Double> killedAt = new ArrayList<>();
            try (WideRows writer = new WideRows(shop, ROWS, random.nextLong())) {
                for (double moment : moments) {
                    IngestChild child = IngestChild.start(shop, "wide");
                    awaitShare(shop, SnapshotTask.INITIAL, moment);
                    Thread.sleep(random.nextInt(60));
                    child.kill();
                    killedAt.add(share(lastOffset(shop).orElseThrow(), SnapshotTask.INITIAL));
                    shop.sql(
                            "DELETE FROM wide WHERE id % 97 = " + random.nextInt(97),
                            "UPDATE wide SET version = version + 1 WHERE id % 89 = " + random.nextInt(89));
                }
                if (round == 0) {
                    assertThat(killedAt.get(0))
                            .as("the first kill broke it off")
                            .isBetween(0.05, 0.99);
                }
                try (Ingestion ingestion = shop.startStreaming()) {
                    writer.close();
                    assertAgrees(shop, round + " killed at " + killedAt);
                }
            }
        }
    }

    @Test
    void shouldSendRowsOnceMoreBesideTheStreamThoughKilledMidway() throws Exception {
        Shop shop = Shop.create(WideRows.DDL + WideRows.fill(ROWS), "wide");
        try (WideRows writer = new WideRows(shop, ROWS, random.nextLong())) {
            IngestChild child = IngestChild.start(shop, "wide").awaitStreaming();
            long asked = System.currentTimeMillis();
            ask(shop, new SnapshotRequest("again", List.of("public.wide"), SnapshotTask.LATEST_PORTS, false));
            awaitShare(shop, "again", 0.3);
            child.kill();
            try (Ingestion ingestion = shop.startStreaming();
                    ChangeReader reader = shop.reader("wide")) {
                Snapshots.Ended over = awaitEnd(shop, "again");
                writer.close();
                assertThat(over.outcome()).isEqualTo(Snapshots.Ended.COMPLETE);
                assertAgrees(shop, "asked for");
                List<Change> since = reader.all().stream()
                        .filter(change -> Long.parseLong(change.headers().get("mr-ingested-at")) >= asked)
                        .toList();
                assertThat(History.of(since.stream()
                                        .filter(change -> !change.operation().equals("r")
                                                || change.headers().containsKey("snapshot-for"))
                                        .toList())
                                .latest())
                        .as("what a reader has that begins when asked, seed %d", seed)
                        .isEqualTo(WideRows.versions(shop));
                long rows = since.stream()
                        .filter(change -> SnapshotTask.LATEST_PORTS.equals(
                                change.headers().get("snapshot-for")))
                        .count();
                assertThat(rows).isEqualTo(over.rows());
            }
        }
    }

    @Test
    void shouldReadATableThatWasAddedWhileTheOthersAreStreamed() throws Exception {
        Shop shop = Shop.create(
                WideRows.DDL + WideRows.fill(1_000)
                        + "CREATE TABLE late (id int PRIMARY KEY, version int NOT NULL);"
                        + "INSERT INTO late SELECT g, 1 FROM generate_series(1, 5000) g",
                "wide");
        try (WideRows writer = new WideRows(shop, 1_000, random.nextLong())) {
            shop.startStreaming().close();
            shop.sql("UPDATE late SET version = 2 WHERE id < 10");
            shop.declare("wide", "late");
            try (Admin admin = Admin.create(Map.copyOf(shop.kafka()))) {
                IngestTopics.apply(admin, List.of(shop.source()), step -> {});
            }
            try (Ingestion refused = shop.start()) {
                var halted = (SourceState.Halted) Shop.awaitState(refused, SourceState.Halted.class::isInstance)
                        .state();
                assertThat(halted.cause()).contains("captured since the snapshot", "public.late");
                assertThat(halted.repair()).contains("--apply");
            }
            try (Ingestion ingestion =
                    Ingestion.start(List.of(shop.source()), shop.settings().takingNewTables())) {
                Shop.awaitState(ingestion, SourceState.Streaming.class::isInstance);
                shop.sql("UPDATE late SET version = version + 1 WHERE id > 4990", "DELETE FROM late WHERE id = 1");
                writer.close();
                assertAgrees(shop, "added");
                try (ChangeReader reader = shop.reader("late")) {
                    shop.sql("INSERT INTO late VALUES (9999, 1)");
                    awaitKey(reader, "9999");
                    History history = History.of(reader.all());
                    assertThat(history.latest()).isEqualTo(WideRows.versions(shop, "late"));
                    assertThat(history.repeated()).isEmpty();
                    assertThat(history.phantoms()).isEmpty();
                }
            }
        }
    }

    /** Its events then come before those by which the log is recognised. */
    @Test
    void shouldReadATableThatItsOwnerPublishedBeforeItWasAdded() throws Exception {
        Shop shop =
                Shop.create("CREATE TABLE head (id int PRIMARY KEY); CREATE TABLE line (id int PRIMARY KEY);", "head");
        try (Ingestion ingestion = shop.startStreaming();
                ChangeReader reader = shop.reader("head")) {
            shop.sql(
                    "ALTER PUBLICATION " + shop.source().publication() + " ADD TABLE line",
                    "DO $$ BEGIN INSERT INTO line VALUES (1); INSERT INTO head VALUES (1); END $$");
            awaitKey(reader, "1");
        }
        shop.declare("head", "line");
        try (Admin admin = Admin.create(Map.copyOf(shop.kafka()))) {
            IngestTopics.apply(admin, List.of(shop.source()), step -> {});
        }
        try (Ingestion ingestion =
                        Ingestion.start(List.of(shop.source()), shop.settings().takingNewTables());
                ChangeReader reader = shop.reader("line")) {
            Shop.awaitState(ingestion, SourceState.Streaming.class::isInstance);
            awaitKey(reader, "1");
        }
    }

    @Test
    void shouldSayWhomRowsAreForAndStopAndRefuseByName() throws Exception {
        Shop shop = Shop.create(WideRows.DDL + WideRows.fill(ROWS), "wide");
        try (Ingestion ingestion = shop.startStreaming();
                ChangeReader reader = shop.reader("wide")) {
            ask(shop, new SnapshotRequest("one", List.of("public.wide"), "checkout.orders-v2", false));
            awaitShare(shop, "one", 0.01);
            ask(shop, new SnapshotRequest("two", List.of("public.wide"), SnapshotTask.LATEST_PORTS, false));
            ask(shop, new SnapshotRequest("stop", List.of(), "", true));
            assertThat(awaitEnd(shop, "two").outcome()).isEqualTo(Snapshots.Ended.STOPPED);
            Snapshots.Ended one = awaitEnd(shop, "one");
            ask(shop, new SnapshotRequest("three", List.of("public.wides"), SnapshotTask.LATEST_PORTS, false));
            assertThat(awaitEnd(shop, "three").outcome()).contains("refused", "public.wide", "not public.wides");
            assertThat(reader.all().stream()
                            .filter(change ->
                                    "checkout.orders-v2".equals(change.headers().get("snapshot-for")))
                            .count())
                    .isEqualTo(one.rows());
            assertThat(ingestion.status().allStreaming()).isTrue();
        }
    }

    @Test
    void shouldSendTheLargeValuesOfRowsThatWereChangedBeforeTheyWereRead() throws Exception {
        Shop shop = Shop.create(
                WideRows.DDL + "ALTER TABLE wide ALTER COLUMN v SET STORAGE EXTERNAL;" + WideRows.fill(ROWS)
                        + "INSERT INTO wide SELECT g, 1, repeat('y', 9000) FROM generate_series(170001, 170020) g",
                "wide");
        IngestChild child = IngestChild.start(shop, "wide");
        awaitShare(shop, SnapshotTask.INITIAL, 0.05);
        child.kill();
        shop.sql("UPDATE wide SET version = 2 WHERE id > 170010");
        try (Ingestion ingestion = shop.startStreaming();
                ChangeReader reader = shop.reader("wide")) {
            shop.sql("INSERT INTO wide VALUES (200000, 1, '')");
            awaitKey(reader, "200000");
            assertThat(reader.all().stream()
                            .filter(change -> change.operation().equals("r"))
                            .filter(change -> change.after().get("v").toString().length() == 9000)
                            .map(Change::key)
                            .distinct()
                            .count())
                    .isEqualTo(20);
            assertThat(History.of(reader.all()).latest()).isEqualTo(WideRows.versions(shop));
        }
    }

    @Test
    void shouldReadATableAnewThatIsRewrittenMeanwhile() throws Exception {
        Shop shop = Shop.create(WideRows.DDL + WideRows.fill(ROWS), "wide");
        IngestChild child = IngestChild.start(shop, "wide");
        awaitShare(shop, SnapshotTask.INITIAL, 0.05);
        child.kill();
        shop.sql("ALTER TABLE wide ALTER COLUMN v TYPE varchar(400)", "ALTER TABLE wide ALTER COLUMN id TYPE bigint");
        try (Ingestion ingestion = shop.startStreaming();
                ChangeReader reader = shop.reader("wide")) {
            shop.sql("INSERT INTO wide VALUES (200000, 1, '')");
            awaitKey(reader, "200000");
            assertThat(History.of(reader.all()).latest()).isEqualTo(WideRows.versions(shop));
        }
    }

    private void assertAgrees(Shop shop, String which) throws Exception {
        try (ChangeReader reader = shop.reader("wide")) {
            shop.sql("INSERT INTO wide VALUES (-1, 1, 'last')");
            awaitKey(reader, "-1");
            History history = History.of(reader.all());
            assertThat(history.repeated())
                    .as("rows twice, %s, seed %d", which, seed)
                    .isEmpty();
            assertThat(history.phantoms())
                    .as("phantoms, %s, seed %d", which, seed)
                    .isEmpty();
            assertThat(history.backward())
                    .as("backward, %s, seed %d", which, seed)
                    .isEmpty();
            assertThat(history.latest()).as("latest, %s, seed %d", which, seed).isEqualTo(WideRows.versions(shop));
            System.out.println("snapshot " + which + ": seed " + seed + ", records "
                    + reader.all().size() + ", rows " + history.latest().size() + ", differences 0");
        }
    }

    private static void ask(Shop shop, SnapshotRequest request) throws InterruptedException {
        RequestLog.send(shop.kafka(), shop.source().offsetTopic(), shop.source().name(), request);
    }

    /** Waits until the snapshot under way has come so far, or is over. */
    private static void awaitShare(Shop shop, String id, double share) throws InterruptedException {
        awaitOffset(shop, offset -> share(offset, id) >= share);
    }

    /** How much of a snapshot of one table is committed; 1 when it is over. */
    private static double share(IngestOffset offset, String id) {
        return offset.snapshots().ended().stream().anyMatch(over -> over.id().equals(id))
                ? 1
                : offset.snapshots().queue().stream()
                        .filter(task -> task.id().equals(id))
                        .flatMap(task -> task.scans().stream())
                        .mapToDouble(TableScan::share)
                        .sum();
    }

    private static Snapshots.Ended awaitEnd(Shop shop, String id) throws InterruptedException {
        IngestOffset offset = awaitOffset(
                shop,
                each -> each.snapshots().ended().stream()
                        .anyMatch(over -> over.id().equals(id)));
        return offset.snapshots().ended().stream()
                .filter(over -> over.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static IngestOffset awaitOffset(Shop shop, Predicate<IngestOffset> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (System.nanoTime() < deadline) {
            Optional<IngestOffset> offset = lastOffset(shop);
            if (offset.isPresent() && wanted.test(offset.get())) {
                return offset.get();
            }
            Thread.sleep(10);
        }
        throw new AssertionError("not reached within two minutes: " + lastOffset(shop));
    }

    private static Optional<IngestOffset> lastOffset(Shop shop) throws InterruptedException {
        return new OffsetLog(shop.source().offsetTopic(), shop.source().name()).last(shop.kafka());
    }

    private static void awaitKey(ChangeReader reader, String key) {
        int seen = 0;
        do {
            seen = reader.await(seen + 1).size();
        } while (reader.all().stream().noneMatch(change -> key.equals(change.key())));
    }
}
