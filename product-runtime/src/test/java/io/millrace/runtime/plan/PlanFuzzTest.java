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
        String row =
                "{\"order_id\":4711,\"customer_id\":\"C-1\",\"email\":\"ana@shop.example\",\"status\":\"a\\u00e9\","
                        + "\"total\":\"12.50\",\"placed_at\":\"2026-11-20T13:36:30Z\",\"birth_date\":\"1990-01-01\","
                        + "\"note\":null,\"x\":[true,{\"y\":[]},1e5]}";
        String cloudEvent = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"data\":" + row + "}";
        PlanRunner json = runner(InputFormat.JSON, "orders.event.order_id");
        attack(json, json.plans.forJson(), List.of(row.getBytes(UTF_8)), cases / 8);
        PlanRunner events = runner(InputFormat.CLOUDEVENTS, "");
        attack(events, events.plans.forJson(), List.of(cloudEvent.getBytes(UTF_8)), cases / 8);
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
    void shouldGiveAVerdictOnEveryTruncation() {
        PlanRunner runner = new PlanRunner(
                Declared.changes("orders"),
                fields(Declared.port("orders"), "orders.after.").build());
        RecordPlan plan = runner.plans.forWriter(Orders.ENVELOPE);
        byte[] whole = PlanRunner.encode(Orders.ENVELOPE, Orders.change("u", Orders.row(), Orders.row()));

        for (int length = 0; length < whole.length; length++) {
            assertThat(runner.run(plan, PlanRunner.KEY, Arrays.copyOf(whole, length), HeaderLookup.NONE))
                    .as("first %d of %d bytes", length, whole.length)
                    .isEqualTo(MALFORMED);
        }
    }
}
