package io.millrace.runtime.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.contracts.product.InputFormat;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.OutputPort;
import io.millrace.runtime.record.Outcome;
import io.millrace.runtime.record.RejectReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/**
 * Damaged records: always a verdict, never an exception, never an output that is not one whole record. More cases with
 * {@code -Dmillrace.fuzz.cases=10000000}, the same again with {@code -Dmillrace.seed=...}.
 */
class PlanFuzzTest {
    private static final Outcome.Rejected MALFORMED = new Outcome.Rejected(RejectReason.MALFORMED, "");

    private static final String ROW =
            "{\"order_id\":4711,\"customer_id\":\"C-1\",\"email\":\"ana@shop.example\",\"status\":\"a\\u00e9\","
                    + "\"total\":\"12.50\",\"placed_at\":\"2026-11-20T13:36:30Z\",\"birth_date\":\"1990-01-01\","
                    + "\"note\":null,\"x\":[true,{\"y\":[]},1e5]}";

    private final long seed = Long.getLong("millrace.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final int cases = Integer.getInteger("millrace.fuzz.cases", 200_000);

    @Test
    void shouldGiveAVerdictOnDamagedChangeEvents() {
        System.out.println("fuzz of change events, seed " + seed);
        PlanRunner runner = new PlanRunner(
                Declared.withEventTime(Declared.changes("orders"), "orders.after.placed_at"),
                fields(Declared.port("orders").marker(), "orders.after.").build());
        List<byte[]> seeds = new ArrayList<>();
        for (String op : List.of("c", "u", "d", "r")) {
            seeds.add(PlanRunner.encode(Orders.ENVELOPE, Orders.change(op, Orders.row(), Orders.row())));
        }
        attack(runner, runner.plans.forWriter(Orders.ENVELOPE), seeds, cases / 2);
    }

    @Test
    void shouldGiveAVerdictOnDamagedRecordsOfAnySchema() {
        System.out.println("fuzz of any schema, seed " + seed);
        for (int i = 0; i < 40; i++) {
            RandomSchema schemas = new RandomSchema(random);
            Schema schema = schemas.next();
            RandomContract contracts = new RandomContract(random);
            PlanRunner runner = new PlanRunner(contracts.input(), contracts.next(schemas.leaves()));
            List<byte[]> seeds = new ArrayList<>();
            for (int j = 0; j < 10; j++) {
                seeds.add(PlanRunner.encode(schema, new RandomValue(random).record(schema)));
            }
            attack(runner, runner.plans.forWriter(schema), seeds, cases / 4 / 40);
        }
    }

    @Test
    void shouldGiveAVerdictOnDamagedJson() {
        System.out.println("fuzz of JSON, seed " + seed);
        PlanRunner json = runner(InputFormat.JSON, "orders.event.order_id");
        attack(json, json.plans.forJson(), List.of(ROW.getBytes(UTF_8)), cases / 8);
    }

    @Test
    void shouldGiveAVerdictOnDamagedCloudEvents() {
        System.out.println("fuzz of CloudEvents, seed " + seed);
        PlanRunner events = runner(InputFormat.CLOUDEVENTS, "");
        RecordPlan plan = events.plans.forJson();
        attack(events, plan, List.of(structured(), inBase64()), cases / 8);
        List<byte[]> words = FuzzTexts.all();
        new FuzzAttack(seed, random, words, FuzzSurroundings.cloudEvent(random, words))
                .on(events, plan, List.of(ROW.getBytes(UTF_8)), cases / 8);
    }

    private static byte[] structured() {
        return cloudEvent("\"data\":" + ROW);
    }

    private static byte[] inBase64() {
        return cloudEvent("\"data_base64\":\"" + Base64.getEncoder().encodeToString(ROW.getBytes(UTF_8)) + "\"");
    }

    private static byte[] cloudEvent(String data) {
        return ("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\"," + data + "}").getBytes(UTF_8);
    }

    private static PlanRunner runner(InputFormat format, String id) {
        OutputPort port =
                fields(Declared.port("orders").history(), "orders.event.").build();
        return new PlanRunner(Declared.events("orders", format, id), port);
    }

    private static Declared.PortBuilder fields(Declared.PortBuilder port, String root) {
        return port.with(
                Declared.field("order_id", Simple.LONG, root + "order_id").key(1),
                Declared.field("customer", Simple.STRING, root + "customer_id")
                        .mask(new Mask.Pseudonymize("customer", Mask.CanonicalForm.LOWER_CASE)),
                Declared.field("email", Simple.STRING, root + "email").mask(new Mask.KeepEmailDomain()),
                Declared.field("status", Simple.STRING, root + "status").mask(new Mask.KeepLast(2)),
                Declared.field("total", new FieldType.Decimal(12, 2), root + "total")
                        .mask(new Mask.Bucket(10)),
                Declared.field("placed_at", Simple.TIMESTAMP_MILLIS, root + "placed_at"),
                Declared.field("birth_year", Simple.INT, root + "birth_date").mask(new Mask.Year()),
                Declared.field("note", Simple.STRING, root + "note"));
    }

    private void attack(PlanRunner runner, RecordPlan plan, List<byte[]> seeds, int count) {
        new FuzzAttack(seed, random).on(runner, plan, seeds, count);
    }

    @Test
    void shouldRefuseEveryTruncationOfAvro() {
        PlanRunner runner = new PlanRunner(
                Declared.changes("orders"),
                fields(Declared.port("orders"), "orders.after.").build());
        FuzzAttack.truncate(
                runner,
                runner.plans.forWriter(Orders.ENVELOPE),
                PlanRunner.encode(Orders.ENVELOPE, Orders.change("u", Orders.row(), Orders.row())),
                HeaderLookup.NONE);
    }

    @Test
    void shouldRefuseEveryTruncationOfJson() {
        PlanRunner runner = runner(InputFormat.JSON, "orders.event.order_id");
        FuzzAttack.truncate(runner, runner.plans.forJson(), ROW.getBytes(UTF_8), HeaderLookup.NONE);
    }

    @Test
    void shouldRefuseEveryTruncationOfACloudEvent() {
        PlanRunner runner = runner(InputFormat.CLOUDEVENTS, "");
        RecordPlan plan = runner.plans.forJson();
        FuzzAttack.truncate(runner, plan, structured(), HeaderLookup.NONE);
        FuzzAttack.truncate(runner, plan, inBase64(), HeaderLookup.NONE);
        FuzzAttack.truncate(
                runner,
                plan,
                ROW.getBytes(UTF_8),
                FuzzSurroundings.cloudEvent(random, List.of()).undamaged().headers());
    }

    @Test
    void shouldRefuseEveryTruncationOfAPayloadInBase64() {
        PlanRunner runner = runner(InputFormat.CLOUDEVENTS, "");
        byte[] row = ROW.getBytes(UTF_8);
        for (int length = 0; length < row.length; length++) {
            String text = Base64.getEncoder().encodeToString(Arrays.copyOf(row, length));
            assertThat(runner.run(
                            runner.plans.forJson(),
                            PlanRunner.KEY,
                            cloudEvent("\"data_base64\":\"" + text + "\""),
                            HeaderLookup.NONE))
                    .as("first %d of %d bytes", length, row.length)
                    .isEqualTo(MALFORMED);
        }
    }
}
