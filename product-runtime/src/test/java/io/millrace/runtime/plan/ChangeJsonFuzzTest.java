package io.millrace.runtime.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.contracts.product.ChangeEncoding;
import io.millrace.contracts.product.ChangeEncoding.Decimals;
import io.millrace.contracts.product.ChangeEncoding.Times;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.contracts.product.Identity;
import io.millrace.contracts.product.InputFormat;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.InputRecords;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.table.KnownField;
import io.millrace.contracts.table.KnownField.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Damaged changes of foreign connectors, in JSON with and without a schema block and in Avro, with keys and headers of
 * any kind: always a verdict, never an exception, never an output that is not one whole record.
 */
class ChangeJsonFuzzTest {
    private static final String ROW = "{\"order_id\":4711,\"customer_id\":\"C-1\",\"total\":\"MDk=\",\"part\":1.5,"
            + "\"placed_at\":\"2026-11-20T13:36:30Z\",\"updated_at\":1795181790123456,\"birth_date\":7305,"
            + "\"paid\":true,\"file\":\"AQID\",\"note\":null,\"doc\":{\"a\":[1,{}]}}";
    private static final String TEXTS = "{\"order_id\":4711,\"customer_id\":\"C-1\",\"total\":\"12.50\",\"part\":2,"
            + "\"placed_at\":\"2026-11-20T13:36:30+01:00\",\"updated_at\":\"2026-11-20T13:36:30.5Z\","
            + "\"birth_date\":\"1990-01-01Z\",\"paid\":false,\"file\":\"\",\"note\":\"n\",\"doc\":\"x\"}";
    private static final String SCHEMA = "\"schema\":{\"type\":\"struct\",\"fields\":[{\"field\":\"a\\\"}\"}]}";

    private final long seed = Long.getLong("millrace.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final int cases = Integer.getInteger("millrace.fuzz.cases", 200_000);

    private static String change(String op, String before, String after) {
        return "{\"before\":" + before + ",\"after\":" + after + ",\"source\":{\"name\":\"shop\",\"db\":\"shop\","
                + "\"ts_ms\":1795181790000,\"sequence\":\"[\\\"24023128\\\",\\\"24023256\\\"]\"},\"op\":\"" + op
                + "\",\"ts_ms\":1795181790200}";
    }

    private static KnownField column(String name, Form form, int digits) {
        return new KnownField(name, form, digits, List.of());
    }

    private static InputPort foreign(ChangeEncoding encoding) {
        List<KnownField> columns = List.of(
                column("order_id", Form.INTEGER, 0),
                column("customer_id", Form.STRING, 0),
                column("total", Form.DECIMAL, 2),
                column("part", Form.DOUBLE, 0),
                column("placed_at", Form.ZONED_TIMESTAMP, 6),
                column("updated_at", Form.TIMESTAMP, 6),
                column("birth_date", Form.DATE, 0),
                column("paid", Form.BOOLEAN, 0),
                column("file", Form.BYTES, 0),
                column("note", Form.STRING, 0),
                column("doc", Form.OBJECT, 0));
        return new InputPort(
                "orders",
                "c",
                "topic",
                InputFormat.DEBEZIUM_JSON,
                new Identity.Position(),
                Optional.empty(),
                Optional.empty(),
                new InputRecords(columns, encoding, Optional.empty()));
    }

    private static Declared.PortBuilder port() {
        return Declared.port("orders")
                .with(
                        Declared.field("order_id", Simple.LONG, "orders.after.order_id")
                                .key(1),
                        Declared.field("customer", Simple.STRING, "orders.after.customer_id")
                                .key(2)
                                .mask(new Mask.Pseudonymize("customer", Mask.CanonicalForm.LOWER_CASE)),
                        Declared.field("total", new FieldType.Decimal(12, 2), "orders.after.total"),
                        Declared.field("placed_at", Simple.TIMESTAMP_MICROS, "orders.after.placed_at"),
                        Declared.field("updated_at", Simple.LOCAL_TIMESTAMP_MICROS, "orders.after.updated_at"),
                        Declared.field("birth_date", Simple.DATE, "orders.after.birth_date"),
                        Declared.field("note", Simple.STRING, "orders.after.note"),
                        Declared.field("record_key", Simple.STRING, "orders.key"),
                        Declared.field("trace", Simple.STRING, "orders.headers.trace"),
                        Declared.field("source", Simple.STRING, "meta.source"),
                        Declared.field("position", Simple.STRING, "meta.position"),
                        Declared.field("operation", Simple.STRING, "meta.operation"),
                        Declared.field("happened", Simple.TIMESTAMP_MILLIS, "meta.eventTime"),
                        Declared.field("ingested", Simple.TIMESTAMP_MICROS, "meta.ingestedAt"),
                        Declared.field("place", Simple.LONG, "meta.offset"));
    }

    private static Declared.PortBuilder ofJson() {
        return port().with(
                        Declared.field("part", Simple.DOUBLE, "orders.after.part"),
                        Declared.field("paid", Simple.BOOLEAN, "orders.after.paid"),
                        Declared.field("file", Simple.BYTES, "orders.after.file"),
                        Declared.field("doc", Simple.STRING, "orders.after.doc"));
    }

    private void attack(PlanRunner runner, RecordPlan plan, List<byte[]> seeds, int count) {
        List<byte[]> words = FuzzTexts.all();
        new FuzzAttack(seed, random, words, FuzzSurroundings.hostile(random, words)).on(runner, plan, seeds, count);
    }

    @Test
    void shouldGiveAVerdictOnDamagedChangesInJson() {
        System.out.println("fuzz of changes in JSON, seed " + seed);
        for (ChangeEncoding encoding : List.of(
                ChangeEncoding.DEFAULT,
                new ChangeEncoding(Decimals.STRING, Times.ISOSTRING),
                new ChangeEncoding(Decimals.DOUBLE, Times.NANOSECONDS))) {
            PlanRunner runner = new PlanRunner(
                    foreign(encoding),
                    ofJson().build(),
                    ofJson().named("history").marker().build());
            List<byte[]> seeds = new ArrayList<>();
            for (String row : List.of(ROW, TEXTS)) {
                for (String bare : List.of(change("c", "null", row), change("u", row, row), change("d", row, "null"))) {
                    seeds.add(bare.getBytes(UTF_8));
                    seeds.add(("{" + SCHEMA + ",\"payload\":" + bare + "}").getBytes(UTF_8));
                    seeds.add((" { \"payload\" : " + bare + " , " + SCHEMA + " } ").getBytes(UTF_8));
                }
            }
            attack(runner, runner.plans.forJson(), seeds, cases / 8 / 3);
        }
    }

    @Test
    void shouldRefuseEveryTruncationOfAChangeInJson() {
        PlanRunner runner = new PlanRunner(foreign(ChangeEncoding.DEFAULT), ofJson().build());
        RecordPlan plan = runner.plans.forJson();
        String bare = change("u", ROW, ROW);
        for (String whole : List.of(
                bare, "{" + SCHEMA + ",\"payload\":" + bare + "}", "{\"payload\":" + bare + "," + SCHEMA + "}")) {
            FuzzAttack.truncate(runner, plan, whole.getBytes(UTF_8), HeaderLookup.NONE);
        }
    }

    @Test
    void shouldGiveAVerdictOnDamagedChangesInAvroWithAnyKey() {
        System.out.println("fuzz of foreign changes in Avro, seed " + seed);
        PlanRunner runner = new PlanRunner(
                Declared.changes("orders"),
                port().build(),
                port().named("history").marker().build());
        List<byte[]> seeds = new ArrayList<>();
        for (String op : List.of("c", "u", "d", "r")) {
            seeds.add(PlanRunner.encode(Orders.ENVELOPE, Orders.change(op, Orders.row(), Orders.row())));
        }
        attack(runner, runner.plans.forWriter(Orders.ENVELOPE), seeds, cases / 8);
    }
}
