package io.millrace.ingest.gateway.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ingest.event.EventJudge;
import io.millrace.ingest.event.EventRecord;
import io.millrace.ingest.gateway.Events;
import io.millrace.ingest.gateway.request.EventIntake.Taken;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventIntakeTest {
    private static final String PROPERTIES = """
            - {name: number, logicalType: string, required: true, logicalTypeOptions: {maxLength: 8}}
            - {name: total, logicalType: number, physicalType: "decimal(6,2)", logicalTypeOptions: {minimum: 0}}
            - {name: items, logicalType: integer, physicalType: int}
            - {name: paid_at, logicalType: timestamp}
            - {name: day, logicalType: date, logicalTypeOptions: {minimum: "2020-01-01"}}
            - {name: card, logicalType: string, enum: [{value: debit}, {value: credit}]}
            - {name: weight, logicalType: number}
            - name: lines
              logicalType: array
              items:
                logicalType: object
                properties:
                - {name: sku, logicalType: string, required: true}
            - name: labels
              logicalType: map
              map: {key: {logicalType: string}, value: {logicalType: integer}}
            """;

    @TempDir
    Path folder;

    private static final List<BodyForm> FORMS = List.of(BodyForm.values());

    private EventIntake intake;

    @BeforeEach
    void compile() {
        intake = intake("json");
    }

    private EventIntake intake(String format) {
        return new EventIntake(EventJudge.of(Events.receipt(folder, format, PROPERTIES), "gateway"), 4000);
    }

    private Taken take(BodyForm form, String body) {
        return intake.take(body.getBytes(UTF_8), form, Map.of(), 7);
    }

    @Test
    void shouldHandOnTheBytesOfAnEventAsTheyCame() {
        Taken taken = take(BodyForm.JSON, "[ {\"number\": \"ä1\",  \"x\":1.50} ,{\"number\":\"2\"}\n]");

        assertThat(taken.problems()).isEmpty();
        assertThat(texts(taken)).containsExactly("{\"number\": \"ä1\",  \"x\":1.50}", "{\"number\":\"2\"}");
        assertThat(keys(taken)).containsExactly("ä1", "2");
        assertThat(taken.records().get(0).headers())
                .containsExactlyInAnyOrderEntriesOf(Map.of("mr-source", "gateway/till.receipt", "mr-ingested-at", "7"));
    }

    @Test
    void shouldReportEveryProblemOfEveryEventWithoutAValue() {
        Taken taken = take(BodyForm.JSON, """
                [{"number": "secret-number", "total": -1, "items": 1.5},
                 {"total": "secret", "lines": [{"sku": "a"}, {}, 7], "labels": {"secret": "secret"}},
                 "secret",
                 {"number": "ok", "paid_at": "2026-01-31T12:30:00", "day": "2019-12-31", "card": "secret", "weight": "1"}]
                """);

        assertThat(taken.problems())
                .extracting(RequestProblem::pointer)
                .containsExactly(
                        "/0/number",
                        "/0/total",
                        "/0/items",
                        "/1/number",
                        "/1/total",
                        "/1/lines/1/sku",
                        "/1/lines/2",
                        "/1/labels/(entry 1)",
                        "/2",
                        "/3/paid_at",
                        "/3/day",
                        "/3/card",
                        "/3/weight");
        assertThat(taken.problems().toString()).doesNotContain("secret");
        assertThat(taken.records()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "total | '1234.50'",
                "total | 12",
                "items | '42'",
                "items | 7.0",
                "paid_at | 2026-01-31T12:30Z",
                "paid_at | 2026-01-31 12:30:00.123456+02:00",
                "day | 2026-01-31",
                "card | debit",
                "weight | 1e3",
                "number | 17",
                "number | true",
            })
    void shouldTakeWhatProductsTake(String field, String value) {
        String text = value.startsWith("'") || value.contains("-") || value.equals("debit")
                ? "\"" + value.replace("'", "") + "\""
                : value;
        String number = field.equals("number") ? "" : "\"number\":\"1\",";

        assertThat(take(BodyForm.JSON, "{" + number + "\"" + field + "\":" + text + "}")
                        .problems())
                .isEmpty();
    }

    @Test
    void shouldCountLinesAndGoOnBehindABadOne() {
        Taken taken =
                take(BodyForm.LINES, "{\"number\":\"1\"}\n\n{oops\r\n{\"number\":\"123456789\"}\n{\"number\":\"4\"}");

        assertThat(taken.problems()).extracting(RequestProblem::line).containsExactly(3, 4);
        assertThat(keys(taken)).containsExactly("1", "4");
        assertThat(taken.indexes()).containsExactly(0, 4);
        assertThat(taken.events()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"JSON", "CLOUD_EVENT", "CLOUD_EVENTS", "LINES", "BINARY"})
    void shouldRefuseABodyThatIsEmptyOrNotUtf8(BodyForm form) {
        assertThat(take(form, "").problems()).isNotEmpty();
        assertThat(take(form, "  \n ").problems()).isNotEmpty();
        assertThat(intake.take(
                                "{\"number\":\"1\"}".getBytes(java.nio.charset.StandardCharsets.UTF_16BE),
                                form,
                                Map.of(),
                                0)
                        .records())
                .isEmpty();
    }

    @Test
    void shouldRefuseNamesThatStandTwiceAndWhatFollowsAnEvent() {
        assertThat(take(BodyForm.JSON, "{\"number\":\"1\",\"number\":\"2\"}").records())
                .isEmpty();
        assertThat(take(BodyForm.JSON, "{\"number\":\"1\"}{\"number\":\"2\"}").problems())
                .hasSize(1);
        assertThat(take(BodyForm.JSON, "[".repeat(100_000)).problems()).hasSize(1);
    }

    @Test
    void shouldMakeHeadersOfTheAttributesOfACloudEvent() {
        Taken taken = take(
                BodyForm.CLOUD_EVENT,
                "{\"specversion\":\"1.0\",\"id\":\"e1\",\"source\":\"/till/7\",\"type\":\"receipt\",\"shop\":12,"
                        + "\"data\": {\"number\":\"1\"} ,\"datacontenttype\":\"application/json\"}");

        assertThat(taken.problems()).isEmpty();
        assertThat(texts(taken)).containsExactly("{\"number\":\"1\"}");
        assertThat(taken.records().get(0).headers())
                .containsEntry("ce_id", "e1")
                .containsEntry("ce_source", "/till/7")
                .containsEntry("ce_shop", "12")
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("content-type", "application/json")
                .doesNotContainKey("ce_datacontenttype");
    }

    @Test
    void shouldReadContentInBase64AndNameWhatIsMissing() {
        Taken taken = take(
                BodyForm.CLOUD_EVENTS,
                "[{\"specversion\":\"1.0\",\"id\":\"e1\",\"source\":\"s\",\"type\":\"t\","
                        + "\"data_base64\":\"eyJudW1iZXIiOiIxIn0=\"},"
                        + "{\"specversion\":\"0.3\",\"id\":\"\",\"type\":\"t\",\"time\":\"now\",\"data\":{}},"
                        + "{\"specversion\":\"1.0\",\"id\":\"e1\",\"source\":\"s\",\"type\":\"t\"}]");

        assertThat(texts(taken)).containsExactly("{\"number\":\"1\"}");
        assertThat(taken.problems())
                .extracting(RequestProblem::pointer)
                .containsExactly("/1/specversion", "/1/id", "/1/source", "/1/time", "/2", "/1/data/number");
    }

    @Test
    void shouldTakeCloudEventsOnlyWhereProductsReadThem() {
        intake = intake("cloudevents");
        Taken plain = take(BodyForm.JSON, "{\"number\":\"1\"}");
        Taken binary = intake.take(
                "{\"number\":\"1\"}".getBytes(UTF_8),
                BodyForm.BINARY,
                Map.of("specversion", "1.0", "id", "e1", "source", "s", "type", "t"),
                0);

        assertThat(plain.records()).isEmpty();
        assertThat(plain.problems()).extracting(RequestProblem::pointer).contains("/id", "/source");
        assertThat(keys(binary)).containsExactly("e1");
    }

    @Test
    void shouldRefuseAnEventThatIsTooLarge() {
        Taken taken = take(BodyForm.JSON, "{\"number\":\"1\",\"x\":\"" + "y".repeat(5000) + "\"}");

        assertThat(taken.oversize()).isTrue();
        assertThat(taken.records()).isEmpty();
    }

    @Test
    void shouldNeverFailOnDamagedBodies() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        byte[] whole = ("[{\"specversion\":\"1.0\",\"id\":\"e\",\"source\":\"s\",\"type\":\"t\",\"data\":"
                        + "{\"number\":\"1\",\"total\":12.5,\"lines\":[{\"sku\":\"a\"}],\"labels\":{\"k\":1}}}]")
                .getBytes(UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] body = whole.clone();
            for (int n = random.nextInt(6); n >= 0; n--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            BodyForm form = FORMS.get(random.nextInt(FORMS.size()));
            Taken taken = intake.take(body, form, Map.of(), 0);
            assertThat(taken.records().isEmpty() && taken.problems().isEmpty())
                    .as("neither taken nor refused, seed %s, round %s", seed, i)
                    .isFalse();
        }
    }

    private static List<String> texts(Taken taken) {
        return taken.records().stream()
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }

    private static List<String> keys(Taken taken) {
        return taken.records().stream()
                .map(EventRecord::key)
                .map(key -> new String(key, UTF_8))
                .toList();
    }
}
