package io.millrace.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** An outbox on a real database and broker; the kill test has one in its traffic. */
@SuppressWarnings("try") // what is opened runs beside the block
class OutboxIngestTest {

    @Test
    void shouldPublishInsertedRowsAsEventsAndLeaveOutUpdatesAndDeletes() throws Exception {
        Shop shop = Shop.create(
                Shop.OUTBOX_DDL + "INSERT INTO outbox VALUES ('e0', 'order', '7', 'OrderPlaced', '{\"n\": 0}')",
                "outbox");
        try (Ingestion ingestion = shop.startStreaming()) {
            shop.sql(
                    "BEGIN; INSERT INTO outbox VALUES ('e1', 'order', '7', 'OrderPlaced', '{\"n\": 1}');"
                            + " DELETE FROM outbox WHERE id = 'e1'; COMMIT",
                    "INSERT INTO outbox VALUES ('e2', 'order', '7', 'refund.asked', NULL)",
                    "UPDATE outbox SET payload = '{\"n\": 9}' WHERE id = 'e0'",
                    "DELETE FROM outbox",
                    "INSERT INTO outbox VALUES ('e3', 'order', '8', 'OrderPlaced', '{\"n\": 3}')");

            List<String> events = await(shop, 4);
            assertThat(events)
                    .containsExactlyInAnyOrder(
                            "order-placed 7 e0 {\"n\": 0}",
                            "order-placed 7 e1 {\"n\": 1}",
                            "refunds 7 e2 null",
                            "order-placed 8 e3 {\"n\": 3}");
            assertThat(ignored(shop, "update")).isEqualTo(1);
            assertThat(ignored(shop, "delete")).isEqualTo(3);
        }
    }

    @Test
    void shouldHaltOnAnUndeclaredTypeAndGoOnWhereItStoodOnceItIsDeclared() throws Exception {
        Shop shop = Shop.create(Shop.OUTBOX_DDL, "outbox");
        try (Ingestion ingestion = shop.startStreaming()) {
            shop.sql("INSERT INTO outbox VALUES ('e1', 'order', '7', 'OrderShipped', '{\"n\": 1}')");

            SourceStatus status = Shop.awaitState(ingestion, SourceState.Halted.class::isInstance);

            assertThat(status.state().toString()).contains("type 'OrderShipped' is not declared");
        }
        shop.takeOtherEvents("order-placed");
        try (Ingestion ingestion = shop.startStreaming()) {
            assertThat(await(shop, 1)).containsExactly("order-placed 7 e1 {\"n\": 1}");
        }
    }

    @Test
    void shouldHaltBeforeAnythingIsCapturedWhereTheTableIsNoOutbox() throws Exception {
        Shop shop = Shop.create(
                "CREATE TABLE outbox (id int PRIMARY KEY, aggregateid text, kind text NOT NULL, payload bytea)",
                "outbox");
        try (Ingestion ingestion = shop.start()) {
            SourceStatus status = Shop.awaitState(ingestion, SourceState.Halted.class::isInstance);

            assertThat(status.state().toString())
                    .contains("ALTER COLUMN aggregateid SET NOT NULL")
                    .contains("has no column 'type'")
                    .contains("'payload' of the outbox (columns.payload) is of type bytea");
        }
    }

    /** Topic, key, id and payload of each event. */
    private static List<String> await(Shop shop, int count) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (true) {
            List<String> events = new ArrayList<>();
            shop.events(record -> events.add(text(record)));
            if (events.size() >= count || System.nanoTime() > deadline) {
                return events;
            }
            Thread.sleep(100);
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        String event = record.topic().split("\\.", -1)[1];
        String payload = record.value() == null ? "null" : new String(record.value(), UTF_8);
        return String.join(" ", event, new String(record.key(), UTF_8), header(record, "ce_id"), payload);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private static double ignored(Shop shop, String operation) {
        return shop.meters()
                .get("millrace.ingest.outbox.ignored")
                .tag("operation", operation)
                .counter()
                .count();
    }
}
