package io.millrace.runtime.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.contracts.product.InputFormat;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.OutputPort;
import io.millrace.runtime.record.Operation;
import io.millrace.runtime.record.Outcome;
import io.millrace.runtime.record.RejectReason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Domain events in JSON and CloudEvents. */
class EventPlanTest {
    private static final Outcome.Rejected MALFORMED = new Outcome.Rejected(RejectReason.MALFORMED, "");
    private static final Outcome.Rejected NO_ID = new Outcome.Rejected(RejectReason.MISSING_IDENTITY, "");

    private static OutputPort payments() {
        return Declared.port("payments")
                .history()
                .with(
                        Declared.field("order_id", Simple.LONG, "payments.event.order.id")
                                .key(1),
                        Declared.field("iban", Simple.STRING, "payments.event.payment.iban")
                                .mask(new Mask.KeepLast(4)),
                        Declared.field("amount", new FieldType.Decimal(12, 2), "payments.event.payment.amount")
                                .required(),
                        Declared.field("settled_at", Simple.TIMESTAMP_MICROS, "payments.event.settled_at"),
                        Declared.field("note", Simple.STRING, "payments.event.note"))
                .build();
    }

    private static PlanRunner json() {
        return new PlanRunner(Declared.events("payments", InputFormat.JSON, "payments.event.event_id"), payments());
    }

    private static PlanRunner cloudEvents() {
        return new PlanRunner(Declared.events("payments", InputFormat.CLOUDEVENTS, ""), payments());
    }

    private static final String EVENT = """
            {"event_id": "e-1", "unread": [1, {"x": "\\u00e9"}, "]"],
             "payment": {"iban": "DE89370400440532013000", "amount": 129.9},
             "order": {"id": "4711"}, "settled_at": "2026-11-20T14:36:30.5+01:00", "note": "caf\\u00e9 \\ud83d\\ude00"}""";

    private static String identity(PlanRunner runner, RecordPlan plan) {
        ByteArrayOutputStream id = new ByteArrayOutputStream();
        plan.identity(runner.row, id::write);
        return id.toString(UTF_8);
    }

    @Test
    void shouldReadNestedNamesNumbersTextsAndEscapes() {
        PlanRunner runner = json();

        Outcome outcome = runner.json(EVENT);

        GenericRecord out = runner.decode(outcome);
        assertThat(out.get("order_id")).isEqualTo(4711L);
        assertThat(out.get("iban")).hasToString("******************3000");
        assertThat(out.get("amount")).isEqualTo(ByteBuffer.wrap(new byte[] {0x32, (byte) 0xbe}));
        assertThat(out.get("settled_at")).isEqualTo(1_795_181_790_500_000L);
        assertThat(out.get("note")).hasToString("café 😀");
        assertThat(PlanRunner.key(outcome)).isEqualTo("4711");
        assertThat(runner.plans.forJson().operation(runner.row)).isEqualTo(Operation.EVENT);
        assertThat(identity(runner, runner.plans.forJson())).isEqualTo("e-1");
    }

    @Test
    void shouldRejectValuesThatCannotBeHadWithoutLoss() {
        PlanRunner runner = json();

        assertThat(runner.json(EVENT.replace("129.9", "129.999")))
                .isEqualTo(new Outcome.Rejected(RejectReason.TYPE_MISMATCH, "amount"));
        assertThat(runner.json(EVENT.replace("129.9", "{\"value\": 1}")))
                .isEqualTo(new Outcome.Rejected(RejectReason.TYPE_MISMATCH, "amount"));
        assertThat(runner.json(EVENT.replace("129.9", "null")))
                .isEqualTo(new Outcome.Rejected(RejectReason.MISSING_VALUE, "amount"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"x\"",
                "{",
                "{}x",
                "{\"a\":}",
                "{\"a\" 1}",
                "{a:1}",
                "{\"a\":01}",
                "{\"a\":1.}",
                "{\"a\":+1}",
                "{\"a\":tru}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\\udc00\\ud800\"}",
                "{\"a\":\"line\nbreak\"}",
                "{\"a\":1,}",
                "{\"a\":[1,]}",
                "{\"event_id\":\"1\",\"event_id\":\"2\"}",
                "{\"payment\":{},\"payment\":{}}",
                "{\"event_id\":\"\\u12\"}"
            })
    void shouldRefuseWhatIsNotOneJsonObject(String text) {
        assertThat(json().json(text)).isEqualTo(MALFORMED);
    }

    @Test
    void shouldRefuseBadUtf8AndDeepNesting() {
        PlanRunner runner = json();
        byte[] latin1 = "{\"a\":\"\u00e9\"}".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

        assertThat(runner.run(runner.plans.forJson(), PlanRunner.KEY, latin1, HeaderLookup.NONE))
                .isEqualTo(MALFORMED);
        assertThat(runner.json("{\"a\":" + "[".repeat(1_000_000))).isEqualTo(MALFORMED);
        assertThat(runner.json("{\"a\":" + "[".repeat(60) + "]".repeat(60) + "}"))
                .isEqualTo(NO_ID);
        assertThat(runner.run(runner.plans.forJson(), PlanRunner.KEY, null, HeaderLookup.NONE))
                .isEqualTo(MALFORMED);
    }

    @Test
    void shouldRejectEventsWithoutTheirId() {
        PlanRunner runner = json();

        assertThat(runner.json(EVENT.replace("\"e-1\"", "null"))).isEqualTo(NO_ID);
        assertThat(runner.json(EVENT.replace("\"e-1\"", "\"\""))).isEqualTo(NO_ID);
        assertThat(runner.json(EVENT.replace("\"e-1\"", "{}"))).isEqualTo(NO_ID);
        assertThat(runner.json(EVENT.replace("event_id", "eventId"))).isEqualTo(NO_ID);
    }

    @Test
    void shouldReadNamesWrittenWithEscapes() {
        PlanRunner runner = json();

        assertThat(runner.json(EVENT.replace("\"note\"", "\"n\\u006fte\"")))
                .satisfies(outcome ->
                        assertThat(runner.decode(outcome).get("note")).hasToString("café 😀"));
    }

    private static String structured(String data) {
        return "{\"specversion\":\"1.0\",\"type\":\"settled\",\"source\":\"/pay\",\"id\":\"17\"," + data + "}";
    }

    private static HeaderLookup headers(Map<String, String> texts) {
        return name -> Optional.ofNullable(texts.get(name))
                .map(text -> text.getBytes(UTF_8))
                .orElse(null);
    }

    @Test
    void shouldReadStructuredCloudEventsAndNameThemBySourceAndId() {
        PlanRunner runner = cloudEvents();

        GenericRecord out = runner.decode(runner.json(structured("\"data\":" + EVENT)));

        assertThat(out.get("order_id")).isEqualTo(4711L);
        assertThat(identity(runner, runner.plans.forJson())).isEqualTo("/pay\u000017");
    }

    @Test
    void shouldReadPayloadsInBase64() {
        PlanRunner runner = cloudEvents();
        String base64 = Base64.getEncoder().encodeToString(EVENT.getBytes(UTF_8));

        assertThat(runner.decode(runner.json(structured("\"data_base64\":\"" + base64 + "\"")))
                        .get("note"))
                .hasToString("café 😀");
        assertThat(runner.json(structured("\"data_base64\":\"?\""))).isEqualTo(MALFORMED);
        assertThat(runner.json(structured("\"data_base64\":\"" + base64 + "\",\"data\":{}")))
                .isEqualTo(MALFORMED);
    }

    @Test
    void shouldReadBinaryCloudEvents() {
        PlanRunner runner = cloudEvents();
        HeaderLookup headers = headers(Map.of(
                "ce_specversion", "1.0", "ce_id", "18", "ce_source", "/pay", "content-type", "application/json"));

        Outcome outcome = runner.run(runner.plans.forJson(), PlanRunner.KEY, EVENT.getBytes(UTF_8), headers);

        assertThat(runner.decode(outcome).get("order_id")).isEqualTo(4711L);
        assertThat(identity(runner, runner.plans.forJson())).isEqualTo("/pay\u000018");
    }

    @Test
    void shouldRefuseOtherVersionsBatchesAndEncodings() {
        PlanRunner runner = cloudEvents();
        byte[] event = structured("\"data\":" + EVENT).getBytes(UTF_8);

        assertThat(runner.json(structured("\"data\":{}").replace("1.0", "0.3"))).isEqualTo(MALFORMED);
        assertThat(runner.json("{\"id\":\"1\",\"source\":\"s\",\"data\":{}}")).isEqualTo(MALFORMED);
        assertThat(runner.json(structured("\"data\":{}").replace("\"id\"", "\"ID\"")))
                .isEqualTo(NO_ID);
        for (String type : new String[] {"application/cloudevents-batch+json", "application/cloudevents+avro"}) {
            assertThat(runner.run(runner.plans.forJson(), PlanRunner.KEY, event, headers(Map.of("content-type", type))))
                    .as(type)
                    .isEqualTo(MALFORMED);
        }
        String json = "application/cloudevents+json; charset=UTF-8";
        assertThat(runner.run(runner.plans.forJson(), PlanRunner.KEY, event, headers(Map.of("content-type", json))))
                .isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void shouldRefuseIdentitiesTheFormatCannotHave() {
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> new PlanRunner(Declared.events("payments", InputFormat.JSON, ""), payments()))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("event-id without a path");
    }
}
