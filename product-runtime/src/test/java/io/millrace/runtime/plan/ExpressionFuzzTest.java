package io.millrace.runtime.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.contracts.product.Identity;
import io.millrace.contracts.product.InputFormat;
import io.millrace.contracts.product.OutputPort;
import io.millrace.runtime.record.Outcome;
import io.millrace.runtime.record.RejectReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every function of expressions over texts, keys, headers and meta data of any kind: always a verdict. */
class ExpressionFuzzTest {
    private record Case(FieldType type, String expression) {}

    private static final List<Case> CASES = List.of(
            new Case(Simple.STRING, "parseJson(e.event.a).name"),
            new Case(Simple.STRING, "parseJson(e.event.a)"),
            new Case(Simple.LONG, "parseJson(e.key).id"),
            new Case(new FieldType.Decimal(9, 2), "parseJson(e.headers.doc)"),
            new Case(Simple.LONG, "size(parseJson(e.event.b))"),
            new Case(Simple.STRING, "e.event.a.lower() + e.event.b.upper()"),
            new Case(Simple.STRING, "e.event.a.lowerAscii() + e.event.b.upperAscii().trim()"),
            new Case(Simple.STRING, "e.event.a.normalize()"),
            new Case(Simple.STRING, "e.event.a.replace(e.event.b, e.event.c)"),
            new Case(Simple.STRING, "e.event.a.padStart(e.event.n, e.event.b)"),
            new Case(Simple.STRING, "e.event.a.padEnd(size(e.event.b) + 3, '\ud83d\ude00')"),
            new Case(Simple.STRING, "e.event.a.substring(e.event.n)"),
            new Case(Simple.STRING, "e.event.a.substring(1, 2) + e.event.a.charAt(e.event.n)"),
            new Case(Simple.STRING, "e.event.a.split(e.event.b).join(e.event.c)"),
            new Case(Simple.LONG, "e.event.a.indexOf(e.event.b) + e.event.a.lastIndexOf(e.event.c)"),
            new Case(Simple.BOOLEAN, "e.event.a.matches('(a+)+[^\\\\x00]{2,90}$')"),
            new Case(Simple.DATE, "parseDate(e.event.a, 'uuuu-MM-dd')"),
            new Case(Simple.DATE, "parseDate(e.event.a, e.event.b)"),
            new Case(Simple.TIMESTAMP_MILLIS, "parseTimestamp(e.event.a, e.event.b, e.event.c)"),
            new Case(Simple.STRING, "meta.ingestedAt.format(e.event.a, e.event.b)"),
            new Case(Simple.STRING, "meta.ingestedAt.format('uuuu-MM-dd EEEE', 'Europe/Berlin')"),
            new Case(Simple.TIMESTAMP_MICROS, "timestamp(e.event.a) + duration(e.event.b)"),
            new Case(Simple.TIME_MILLIS, "duration(e.event.a)"),
            new Case(Simple.INT, "int(e.event.a) * e.event.n"),
            new Case(Simple.FLOAT, "double(e.event.a) / 3.0"),
            new Case(Simple.DOUBLE, "math.greatest(e.event.n, 3)"),
            new Case(Simple.BYTES, "bytes(e.event.a)"),
            new Case(new FieldType.Enumeration("E", "x", List.of("a", "b")), "e.event.a"),
            new Case(Simple.STRING, "string(e.headers['a']) + string(e.headers['doc'])"),
            new Case(Simple.STRING, "e.key + meta.source + meta.topic + string(meta.offset)"),
            new Case(Simple.STRING, "meta.operation == 'c' ? e.key : e.event.a"));

    private final long seed = Long.getLong("millrace.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final int cases = Integer.getInteger("millrace.fuzz.cases", 200_000);

    private static PlanRunner runner(List<Case> expressions) {
        List<OutputPort> ports = new ArrayList<>();
        for (Case each : expressions) {
            ports.add(Declared.port("e")
                    .history()
                    .named("out" + ports.size())
                    .with(Declared.computed("f", each.type(), each.expression()))
                    .build());
        }
        return new PlanRunner(
                Declared.input("e", InputFormat.JSON, new Identity.None()), ports.toArray(OutputPort[]::new));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char next = text.charAt(at);
            if (next < ' ' || next == '"' || next == '\\') {
                quoted.append(String.format("\\u%04x", (int) next));
            } else {
                quoted.append(next);
            }
        }
        return quoted.toString();
    }

    @Test
    void shouldGiveAVerdictWhateverExpressionsAreGiven() {
        System.out.println("fuzz of expressions, seed " + seed);
        PlanRunner runner = runner(CASES);
        List<byte[]> seeds = new ArrayList<>();
        for (byte[] text : FuzzTexts.all()) {
            String quoted = quoted(new String(text, UTF_8));
            seeds.add(("{\"a\":\"" + quoted + "\",\"b\":\"a\",\"c\":\"UTC\",\"n\":3}").getBytes(UTF_8));
            seeds.add(("{\"a\":\"2026-11-20\",\"b\":\"" + quoted + "\",\"c\":\"" + quoted + "\",\"n\":-1}")
                    .getBytes(UTF_8));
        }
        seeds.add("{\"a\":\"{\\\"name\\\":\\\"\\\\ud83d\\\\ude00\\\"}\",\"b\":\"[1,2]\",\"c\":\"-\",\"n\":1}"
                .getBytes(UTF_8));
        List<byte[]> words = FuzzTexts.all();
        new FuzzAttack(seed, random, words, FuzzSurroundings.hostile(random, words))
                .on(runner, runner.plans.forJson(), seeds, cases / 4 / CASES.size());
    }

    @Test
    void shouldNotTakeLongOverBombs() {
        PlanRunner runner = runner(CASES);
        int much = 10_000;
        List<String> bombs = List.of(
                "[".repeat(much),
                "{\\\"a\\\":".repeat(much),
                "(".repeat(much) + "a" + ")".repeat(much),
                "(?:".repeat(much) + "a" + ")*".repeat(much),
                "a".repeat(much),
                "1" + "0".repeat(much),
                "[".repeat(much) + "uuuu" + "]".repeat(much),
                "p".repeat(much) + "u",
                "a|".repeat(much));

        long start = System.nanoTime();
        for (String bomb : bombs) {
            for (String record : List.of(
                    "{\"a\":\"" + bomb + "\",\"b\":\"a\",\"c\":\"" + bomb + "\",\"n\":9223372036854775807}",
                    "{\"a\":\"aaaa\",\"b\":\"" + bomb + "\",\"c\":\"UTC\",\"n\":1000000}")) {
                assertThat(runner.plans.forJson().read(null, record.getBytes(UTF_8), HeaderLookup.NONE, runner.row))
                        .isEmpty();
                for (int port = 0; port < CASES.size(); port++) {
                    assertThat(runner.plans.forJson().evaluate(port, runner.row))
                            .isNotNull();
                }
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void shouldRefuseTextThatIsNone() {
        PlanRunner runner = runner(List.of(new Case(Simple.STRING, "parseJson(e.event.a).name")));

        assertThat(runner.json("{\"a\":\"{\\\"name\\\":\\\"\\\\ud83d\\\\ude00\\\"}\"}"))
                .isInstanceOf(Outcome.Accepted.class);
        // Half of a surrogate pair has no form in UTF-8; a question mark in its place would be another value.
        assertThat(runner.json("{\"a\":\"{\\\"name\\\":\\\"x\\\\ud83d\\\"}\"}"))
                .isEqualTo(new Outcome.Rejected(RejectReason.TYPE_MISMATCH, "f"));
    }
}
