package io.millrace.ingest.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.problem.Location;
import io.millrace.contracts.source.Outbox;
import io.millrace.contracts.source.Outbox.EventTopic;
import io.millrace.contracts.source.Outbox.Payload;
import io.millrace.contracts.source.Outbox.Route;
import io.millrace.contracts.source.Outbox.RouteBy;
import io.millrace.contracts.source.OutboxColumns;
import io.millrace.ingest.safety.HaltException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutboxRouterTest {
    private static final Schema MICROS = SchemaBuilder.int64()
            .name("io.debezium.time.MicroTimestamp")
            .optional()
            .build();
    private static final Schema ROW = SchemaBuilder.struct()
            .field("id", Schema.STRING_SCHEMA)
            .field("aggregatetype", Schema.OPTIONAL_STRING_SCHEMA)
            .field("aggregateid", Schema.OPTIONAL_STRING_SCHEMA)
            .field("type", Schema.STRING_SCHEMA)
            .field("payload", Schema.OPTIONAL_STRING_SCHEMA)
            .field("bytes", Schema.OPTIONAL_BYTES_SCHEMA)
            .field("happened", MICROS)
            .field("trace", Schema.OPTIONAL_STRING_SCHEMA)
            .field("tenant", Schema.OPTIONAL_INT32_SCHEMA)
            .optional()
            .build();
    private static final Schema SOURCE = SchemaBuilder.struct()
            .field("schema", Schema.STRING_SCHEMA)
            .field("table", Schema.STRING_SCHEMA)
            .field("ts_ms", Schema.INT64_SCHEMA)
            .build();
    private static final Schema ENVELOPE = SchemaBuilder.struct()
            .field("op", Schema.STRING_SCHEMA)
            .field("before", ROW)
            .field("after", ROW)
            .field("source", SOURCE)
            .build();

    private static final OutboxColumns ALL_COLUMNS = new OutboxColumns(
            "id",
            "aggregatetype",
            "aggregateid",
            "type",
            "payload",
            Optional.of("happened"),
            Optional.of("trace"),
            Map.of("tenant", "tenant"));

    @Test
    void shouldMakeACloudEventOfAnInsertedRow() {
        ProducerRecord<byte[], byte[]> event = event(outbox(OutboxColumns.DEFAULTS), row("OrderPlaced"));

        assertThat(event.topic()).isEqualTo("shop.order-placed.events");
        assertThat(new String(event.key(), UTF_8)).isEqualTo("order-7");
        assertThat(new String(event.value(), UTF_8)).isEqualTo("{\"total\": 5}");
        assertThat(headers(event))
                .isEqualTo(Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "e-1",
                        "ce_source", "shop-db/public.outbox",
                        "ce_type", "OrderPlaced",
                        "ce_time", "2026-11-20T10:00:00Z",
                        "ce_aggregatetype", "order",
                        "content-type", "application/json"));
    }

    @Test
    void shouldTakeTimeTraceAndFurtherHeadersFromTheirColumns() {
        String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        Struct row = row("OrderPlaced")
                .put("happened", 1_500_000L)
                .put("trace", "#Wed\ntraceparent=" + parent + "\ntracestate=a\\=1\nother=x\n")
                .put("tenant", 42);
        Map<String, String> headers = headers(event(outbox(ALL_COLUMNS), row));

        assertThat(headers)
                .containsEntry("ce_time", "1970-01-01T00:00:01.500Z")
                .containsEntry("ce_traceparent", parent)
                .containsEntry("ce_tracestate", "a=1")
                .containsEntry("tenant", "42")
                .doesNotContainKey("ce_other");
        assertThat(TraceContext.of(parent)).isEqualTo(Map.of("traceparent", parent));
        assertThat(TraceContext.of("neither")).isEmpty();
        assertThat(TraceContext.of("\\u12")).isEmpty();
    }

    @Test
    void shouldPreferAnExactMatchToAPatternAndSendTheRestWhereItIsDeclaredTo() {
        Outbox outbox = outbox(OutboxColumns.DEFAULTS);

        assertThat(event(outbox, row("refund.asked")).topic()).isEqualTo("shop.refunds.events");
        assertThat(event(outbox, row("refund.paid")).topic()).isEqualTo("shop.refund-paid.events");
        assertThat(event(with(outbox, Optional.of(topic("rest"))), row("anything"))
                        .topic())
                .isEqualTo("shop.rest.events");
    }

    @Test
    void shouldHaltOnAnUndeclaredTypeAndNameTheNearest() {
        assertThatThrownBy(() -> event(outbox(OutboxColumns.DEFAULTS), row("OrderPlacd")))
                .isInstanceOf(HaltException.class)
                .hasMessageContaining("'OrderPlacd' is not declared. Did you mean 'OrderPlaced'?");
    }

    @Test
    void shouldNotTellAValueThatIsNoName() {
        assertThatThrownBy(() -> event(outbox(OutboxColumns.DEFAULTS), row("ana@shop.example")))
                .isInstanceOf(HaltException.class)
                .message()
                .doesNotContain("ana")
                .contains("OrderPlaced");
    }

    @Test
    void shouldHaltOnARowWithoutAnAggregate() {
        assertThatThrownBy(() ->
                        event(outbox(OutboxColumns.DEFAULTS), row("OrderPlaced").put("aggregateid", null)))
                .isInstanceOf(HaltException.class)
                .hasMessageContaining("without a value in column aggregateid");
    }

    @Test
    void shouldLeaveOutWhatIsNoEvent() {
        OutboxRouter router = new OutboxRouter(outbox(OutboxColumns.DEFAULTS));

        assertThat(router.read(envelope("u", row("OrderPlaced")))).isEqualTo(new OutboxRow.Ignored("update"));
        assertThat(router.read(envelope("d", null))).isEqualTo(new OutboxRow.Ignored("delete"));
        assertThat(router.read(envelope("t", null))).isEqualTo(new OutboxRow.Ignored("truncate"));
        assertThat(router.read(envelope("r", row("OrderPlaced")))).isInstanceOf(OutboxRow.Event.class);
        assertThat(new OutboxRouter(skippingExisting()).read(envelope("r", row("OrderPlaced"))))
                .isEqualTo(new OutboxRow.Ignored("snapshot"));
    }

    @Test
    void shouldPassAvroAsItIsAndSendAMissingPayloadWithoutValue() {
        byte[] framed = {0, 0, 0, 0, 7, 2, 3};
        OutboxColumns columns = new OutboxColumns(
                "id", "aggregatetype", "aggregateid", "type", "bytes", Optional.empty(), Optional.empty(), Map.of());
        Outbox avro = outbox(columns, Payload.AVRO, true, Optional.empty());

        ProducerRecord<byte[], byte[]> event = event(avro, row("OrderPlaced").put("bytes", ByteBuffer.wrap(framed)));
        assertThat(event.value()).isEqualTo(framed);
        assertThat(headers(event)).containsEntry("content-type", "application/avro");

        ProducerRecord<byte[], byte[]> empty = event(avro, row("OrderPlaced"));
        assertThat(empty.value()).isNull();
        assertThat(headers(empty)).doesNotContainKey("content-type");
    }

    @Test
    void shouldTakeItsOwnTableOnly() {
        OutboxRouter router = new OutboxRouter(outbox(OutboxColumns.DEFAULTS));
        Struct other = envelope("c", row("OrderPlaced"));
        other.getStruct("source").put("schema", "other");

        assertThat(router.takes(envelope("c", row("OrderPlaced")))).isTrue();
        assertThat(router.takes(other)).isFalse();
    }

    private static ProducerRecord<byte[], byte[]> event(Outbox outbox, Struct row) {
        return ((OutboxRow.Event) new OutboxRouter(outbox).read(envelope("c", row))).record();
    }

    private static Struct row(String type) {
        return new Struct(ROW)
                .put("id", "e-1")
                .put("aggregatetype", "order")
                .put("aggregateid", "order-7")
                .put("type", type)
                .put("payload", "{\"total\": 5}");
    }

    private static Struct envelope(String operation, @Nullable Struct after) {
        return new Struct(ENVELOPE)
                .put("op", operation)
                .put("after", after)
                .put(
                        "source",
                        new Struct(SOURCE)
                                .put("schema", "public")
                                .put("table", "outbox")
                                .put("ts_ms", 1_795_168_800_000L));
    }

    private static Map<String, String> headers(ProducerRecord<byte[], byte[]> event) {
        Map<String, String> headers = new HashMap<>();
        event.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }

    private static Outbox outbox(OutboxColumns columns) {
        return outbox(columns, Payload.JSON, true, Optional.empty());
    }

    private static Outbox skippingExisting() {
        return outbox(OutboxColumns.DEFAULTS, Payload.JSON, false, Optional.empty());
    }

    private static Outbox with(Outbox outbox, Optional<EventTopic> undeclared) {
        return outbox(outbox.columns(), outbox.payload(), true, undeclared);
    }

    private static Outbox outbox(
            OutboxColumns columns, Payload payload, boolean publishesExisting, Optional<EventTopic> undeclared) {
        return new Outbox(
                "public",
                "outbox",
                columns,
                RouteBy.TYPE,
                List.of(
                        new Route("refund.*", topic("refunds")),
                        new Route("OrderPlaced", topic("order-placed")),
                        new Route("refund.paid", topic("refund-paid"))),
                undeclared,
                payload,
                publishesExisting,
                "shop-db/public.outbox",
                Optional.empty(),
                new Location("shop-db.source.yaml", 7, 1));
    }

    private static EventTopic topic(String event) {
        return new EventTopic("shop", event, "shop." + event + ".events", 3, Duration.ofDays(1));
    }
}
