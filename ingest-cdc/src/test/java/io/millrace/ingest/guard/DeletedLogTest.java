package io.millrace.ingest.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ingest.Change;
import io.millrace.ingest.ChangeReader;
import io.millrace.ingest.Ingestion;
import io.millrace.ingest.Shop;
import io.millrace.ingest.SourceState;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** The server deletes the log that a slot still needs, since {@code max_slot_wal_keep_size} says so. */
@SuppressWarnings("try") // what is opened runs beside the block
class DeletedLogTest {
    private static final String ITEM = "CREATE TABLE item (id bigint PRIMARY KEY, name text)";

    /** Files of the log, of 16 MB each, of which a slot may hold back one. */
    private static final int FILES = 6;

    @Test
    void shouldHaltWhereTheServerHasDeletedTheLogThatTheSlotNeeds() throws Exception {
        try (Server server = Server.start()) {
            server.sql("ALTER SYSTEM SET max_slot_wal_keep_size = '16MB'", "SELECT pg_reload_conf()");
            Shop away = Shop.on(server.address(), ITEM, "item");
            Shop read = Shop.on(server.address(), ITEM, "item");
            away.startStreaming().close();
            away.sql("INSERT INTO item VALUES (1, 'deleted from the log')");
            try (Ingestion ingestion = read.startStreaming();
                    ChangeReader reader = read.reader("item")) {
                read.sql("INSERT INTO item VALUES (1, 'published')");
                reader.await(1);
                // A transaction that stays open holds the slot where it is, although it is read.
                try (Connection open = read.connect();
                        Statement statement = open.createStatement()) {
                    open.setAutoCommit(false);
                    statement.execute("INSERT INTO item VALUES (2, 'deleted from the log')");
                    var invalidated = Reaction.to("slot invalidated", ingestion);
                    growPastLimit(server);
                    open.commit();
                    assertInvalidated(read, invalidated.awaitHalt());
                }
                assertThat(read.meters()
                                .get("millrace.ingest.slot.lost")
                                .gauge()
                                .value())
                        .isEqualTo(1);
            }
            for (Shop shop : new Shop[] {away, read}) {
                assertNothingIsWritten(shop);
            }
            try (ChangeReader reader = read.reader("item")) {
                assertThat(reader.all()).extracting(Change::key).containsExactly("1");
            }
        }
    }

    private static void growPastLimit(Server server) throws Exception {
        for (int i = 0; i < FILES; i++) {
            server.sql("SELECT pg_logical_emit_message(false, 'noise', 'x')", "SELECT pg_switch_wal()");
        }
        server.sql("CHECKPOINT");
    }

    private static void assertInvalidated(Shop shop, SourceState.Halted halted) {
        assertThat(halted.cause())
                .contains("replication slot " + shop.source().slot() + " was invalidated (wal_removed)", "are lost");
        assertThat(halted.repair()).contains("max_slot_wal_keep_size", "take a new snapshot");
    }

    private static void assertNothingIsWritten(Shop shop) throws Exception {
        var before = TopicEnds.of(shop, "item");
        try (Ingestion ingestion = shop.start()) {
            assertInvalidated(
                    shop, (SourceState.Halted) Shop.awaitState(ingestion, SourceState.Halted.class::isInstance)
                            .state());
            assertThat(TopicEnds.of(shop, "item")).as("no output").isEqualTo(before);
        }
    }
}
