package io.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.source.SourceDescriptor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Sources of one process are kept apart: what befalls one does not touch the others. */
@SuppressWarnings("try") // what is opened runs beside the block, and ends when it may be interrupted
class SeveralSourcesTest {
    private static final String ITEM = "CREATE TABLE item (id bigint PRIMARY KEY, name text)";

    @Test
    void shouldStreamOneWhileTheOtherIsNotLetInLosesItsSlotAndItsDatabase() throws Exception {
        Shop well = Shop.create(ITEM, "item");
        Shop ill = Shop.create(ITEM, "item");
        String role = "keeper" + System.nanoTime();
        ill.sql("CREATE ROLE " + role + " SUPERUSER NOLOGIN PASSWORD 'right'");
        int rows = 0;
        try (ChangeReader reader = well.reader("item")) {
            try (Ingestion both = start(well, ill, role, "right")) {
                await(
                        both,
                        ill,
                        state -> state instanceof SourceState.Retrying retrying
                                && retrying.cause().contains("28000"));
                await(both, well, SourceState.Streaming.class::isInstance);
                assertThat(both.status().allStreaming()).isFalse();
                rows = streams(well, reader, rows);
            }
            ill.sql("ALTER ROLE " + role + " LOGIN");
            try (Ingestion both = start(well, ill, role, "right")) {
                await(both, ill, SourceState.Streaming.class::isInstance);
                await(both, well, SourceState.Streaming.class::isInstance);
                assertThat(both.status().allStreaming()).isTrue();
                ill.awaitReader();
                ill.sql(
                        "SELECT pg_terminate_backend(active_pid, 10000) FROM pg_replication_slots WHERE slot_name = '"
                                + ill.source().slot() + "'",
                        "SELECT pg_drop_replication_slot('" + ill.source().slot() + "')");
                await(both, ill, SourceState.Halted.class::isInstance);
                rows = streams(well, reader, rows);
                assertThat(state(both, well)).isInstanceOf(SourceState.Streaming.class);
            }
            SourceRemoval.forNewSnapshot(ill.source(), database(ill, role, "right"), ill.kafka())
                    .execute(step -> {});
            try (Ingestion both = start(well, ill, role, "right")) {
                await(both, ill, SourceState.Streaming.class::isInstance);
                await(both, well, SourceState.Streaming.class::isInstance);
                well.sql(
                        "ALTER DATABASE \"" + ill.source().name() + "\" ALLOW_CONNECTIONS false",
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                                + ill.source().name() + "'");
                await(both, ill, SourceState.Retrying.class::isInstance);
                rows = streams(well, reader, rows);
                well.sql("ALTER DATABASE \"" + ill.source().name() + "\" ALLOW_CONNECTIONS true");
                await(both, ill, SourceState.Streaming.class::isInstance);
            }
        }
        assertThat(rows).isEqualTo(30);
    }

    @Test
    void shouldEndInAnOrderlyWayUnderLoadAndGoOnWithoutLoss() throws Exception {
        Shop one = Shop.create(ITEM, "item");
        Shop two = Shop.create(ITEM, "item");
        var ended = new AtomicBoolean();
        try (var load = new Load(List.of(one, two), ended)) {
            Ingestion both = start(
                    one,
                    two,
                    TestPlatform.get().database().user(),
                    TestPlatform.get().database().password());
            for (Shop shop : List.of(one, two)) {
                await(both, shop, SourceState.Streaming.class::isInstance);
            }
            load.await(200);
            both.close();
            assertThat(both.status().sources()).extracting(SourceStatus::state).containsOnly(new SourceState.Stopped());
        }
        Ingestion again = start(
                one,
                two,
                TestPlatform.get().database().user(),
                TestPlatform.get().database().password());
        for (Shop shop : List.of(one, two)) {
            int rows = Integer.parseInt(shop.query("SELECT count(*) FROM item"));
            try (ChangeReader reader = shop.reader("item")) {
                assertThat(reader.await(rows)).extracting(Change::key).doesNotHaveDuplicates();
            }
        }
        again.close();
    }

    private static int streams(Shop shop, ChangeReader reader, int before) throws Exception {
        for (int id = before; id < before + 10; id++) {
            shop.sql("INSERT INTO item VALUES (" + id + ", 'x')");
        }
        assertThat(reader.await(before + 10)).hasSize(before + 10);
        return before + 10;
    }

    private static Ingestion start(Shop well, Shop ill, String user, String password) {
        Map<String, Map<String, String>> kafka = new HashMap<>();
        Map<String, DatabaseSettings> databases = new HashMap<>(well.settings().databases());
        for (SourceDescriptor source : List.of(well.source(), ill.source())) {
            kafka.put(source.name(), well.kafka());
        }
        databases.put(ill.source().name(), database(ill, user, password));
        return Ingestion.start(
                List.of(well.source(), ill.source()),
                new IngestSettings(kafka, databases, well.registry(), "several", well.meters()));
    }

    private static DatabaseSettings database(Shop shop, String user, String password) {
        return Objects.requireNonNull(
                shop.settings(user, password).databases().get(shop.source().name()));
    }

    private static SourceState state(Ingestion ingestion, Shop shop) {
        return ingestion.status().sources().stream()
                .filter(status -> status.source().equals(shop.source().name()))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private static void await(Ingestion ingestion, Shop shop, Predicate<SourceState> wanted)
            throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!wanted.test(state(ingestion, shop))) {
            assertThat(System.nanoTime())
                    .as("within 2 min: " + ingestion.status())
                    .isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    /** Inserts into tables as fast as one connection each takes it, until it is closed. */
    private static final class Load implements AutoCloseable {
        private final List<Thread> threads;
        private final AtomicBoolean ended;
        private final List<Shop> shops;

        Load(List<Shop> shops, AtomicBoolean ended) {
            this.shops = shops;
            this.ended = ended;
            this.threads =
                    shops.stream().map(shop -> new Thread(() -> insert(shop))).toList();
            threads.forEach(Thread::start);
        }

        private void insert(Shop shop) {
            try (Connection connection = shop.connect();
                    PreparedStatement insert = connection.prepareStatement("INSERT INTO item VALUES (?, 'load')")) {
                for (long id = 0; !ended.get(); id++) {
                    insert.setLong(1, id);
                    insert.executeUpdate();
                }
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException("the load ended", e);
            }
        }

        void await(int rows) throws Exception {
            for (Shop shop : shops) {
                long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
                while (Integer.parseInt(shop.query("SELECT count(*) FROM item")) < rows) {
                    assertThat(System.nanoTime()).isLessThan(deadline);
                    Thread.sleep(20);
                }
            }
        }

        @Override
        public void close() throws InterruptedException {
            ended.set(true);
            for (Thread thread : threads) {
                thread.join(10_000);
            }
        }
    }
}
