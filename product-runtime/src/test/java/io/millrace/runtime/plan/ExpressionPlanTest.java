package io.millrace.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.product.FieldRule;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.contracts.product.InputFormat;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.OnViolation;
import io.millrace.runtime.record.Outcome;
import io.millrace.runtime.record.RejectReason;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

/** Rules over the row, computed fields, field rules with their consequences. */
class ExpressionPlanTest {
    private static final OnViolation REJECT = OnViolation.REJECT;

    private static Declared.PortBuilder orders() {
        return Declared.port("orders")
                .with(
                        Declared.field("order_id", Simple.LONG, "orders.after.order_id")
                                .key(1),
                        Declared.field("total", new FieldType.Decimal(12, 2), "orders.after.total"),
                        Declared.field("email", Simple.STRING, "orders.after.email")
                                .mask(new Mask.KeepEmailDomain()),
                        Declared.field("placed_at", Simple.TIMESTAMP_MICROS, "orders.after.placed_at"),
                        Declared.field("born", Simple.DATE, "orders.after.birth_date"));
    }

    private static PlanRunner runner(Declared.PortBuilder port) {
        return new PlanRunner(Declared.changes("orders"), port.build());
    }

    private static Outcome create(PlanRunner runner, GenericRecord row) {
        return runner.avro(Orders.ENVELOPE, Orders.change("c", null, row));
    }

    @Test
    void shouldJudgeRowsByTheirClearValues() {
        PlanRunner runner = runner(orders().rule("paid", "row.total > 100 && row.email.startsWith('Ana')", REJECT)
                .rule("grown_up", "row.born == null || row.born < row.placed_at", REJECT));

        assertThat(create(runner, Orders.row())).isInstanceOf(Outcome.Accepted.class);
        assertThat(create(runner, Orders.row(row -> row.put("email", "Bob@shop.example"))))
                .isEqualTo(new Outcome.Rejected(RejectReason.RULE_VIOLATED, "paid"));
        assertThat(create(runner, Orders.row(row -> row.put("birth_date", 30_000))))
                .isEqualTo(new Outcome.Rejected(RejectReason.RULE_VIOLATED, "grown_up"));
    }

    @Test
    void shouldTakeARuleThatCannotBeEvaluatedForBroken() {
        PlanRunner rejecting = runner(orders().rule("dear", "row.total > 100", REJECT));
        PlanRunner flagging = runner(orders().rule("dear", "row.total > 100", OnViolation.FLAG));
        GenericRecord free = Orders.row(row -> row.put("total", null));

        assertThat(create(rejecting, free)).isEqualTo(new Outcome.Rejected(RejectReason.RULE_VIOLATED, "dear"));
        assertThat(((Outcome.Accepted) create(flagging, free)).flags()).isEqualTo("dear");
    }

    @Test
    void shouldComputeFields() {
        PlanRunner runner = runner(orders().with(
                        Declared.computed(
                                "label", Simple.STRING, "orders.after.status + '/' + string(orders.after.order_id)"),
                        Declared.computed("tax", new FieldType.Decimal(12, 2), "orders.after.total * 0.19"),
                        Declared.computed(
                                "age", Simple.TIMESTAMP_MICROS, "timestamp(orders.after.placed_at) - duration('1h')"),
                        Declared.computed("late", Simple.BOOLEAN, "orders.op == 'u'")));

        GenericRecord out = runner.decode(create(runner, Orders.row()));

        assertThat(out.get("label")).hasToString("placed/4711");
        assertThat(out.get("tax")).isEqualTo(ByteBuffer.wrap(new byte[] {0x09, 0x2a})); // 23.46 of 23.4555
        assertThat(out.get("age")).isEqualTo(1_795_178_190_123_456L);
        assertThat(out.get("late")).isEqualTo(false);
    }

    @Test
    void shouldRejectByNameWhereAnExpressionFails() {
        PlanRunner runner = runner(orders().filter("orders.after.status.size() > 2")
                .with(Declared.computed("ratio", Simple.LONG, "10 / (orders.after.order_id - 4711)")));

        assertThat(create(runner, Orders.row())).isEqualTo(new Outcome.Rejected(RejectReason.TYPE_MISMATCH, "ratio"));
        assertThat(create(runner, Orders.row(row -> row.put("status", null))))
                .isEqualTo(new Outcome.Rejected(RejectReason.TYPE_MISMATCH, "filter"));
        assertThat(create(runner, Orders.row(row -> row.put("status", Orders.UNAVAILABLE))))
                .isEqualTo(new Outcome.Rejected(RejectReason.VALUE_UNAVAILABLE, "filter"));
    }

    @Test
    void shouldTypeCheckBeforeAnythingRuns() {
        assertThatThrownBy(() -> runner(orders().rule("r", "row.total", REJECT)))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("rule 'r'")
                .hasMessageContaining("a condition must be true or false");
        assertThatThrownBy(() -> runner(orders().rule("r", "row.totl > 1", REJECT)))
                .hasMessageContaining("'row.totl' is no field of the contract")
                .hasMessageContaining("total");
        assertThatThrownBy(() -> runner(orders().rule("r", "has(row.total)", REJECT)))
                .hasMessageContaining("write row.total != null");
        assertThatThrownBy(() -> runner(orders().filter("orders.after.order_id.startsWith('x')"))
                        .plans
                        .forWriter(Orders.ENVELOPE))
                .hasMessageContaining("the filter")
                .hasMessageContaining("startsWith");
        assertThatThrownBy(() -> runner(orders().with(Declared.computed("x", Simple.LONG, "orders.after.status + 'x'")))
                        .plans
                        .forWriter(Orders.ENVELOPE))
                .hasMessageContaining("field 'x'")
                .hasMessageContaining("is a text");
    }

    @Test
    void shouldSeeJsonValuesAsTheyAre() {
        PlanRunner runner = new PlanRunner(
                Declared.events("pay", InputFormat.JSON, "pay.event.id"),
                Declared.port("pay")
                        .history()
                        .filter("pay.event.kind != 'test' && pay.event.n >= 2")
                        .with(Declared.computed("twice", Simple.LONG, "pay.event.n * 2"))
                        .build());

        assertThat(runner.decode(runner.json("{\"id\":1,\"kind\":\"a\",\"n\":21}"))
                        .get("twice"))
                .isEqualTo(42L);
        assertThat(runner.json("{\"id\":1,\"kind\":\"a\",\"n\":1}")).isEqualTo(Outcome.Filtered.INSTANCE);
        assertThat(runner.json("{\"id\":1,\"kind\":\"test\",\"n\":3}")).isEqualTo(Outcome.Filtered.INSTANCE);
        assertThat(runner.json("{\"id\":1,\"kind\":\"a\",\"n\":2.5}"))
                .isEqualTo(new Outcome.Rejected(RejectReason.TYPE_MISMATCH, "twice"));
        assertThat(runner.json("{\"id\":1,\"kind\":\"a\",\"n\":{}}"))
                .isEqualTo(new Outcome.Rejected(RejectReason.TYPE_MISMATCH, "filter"));
    }

    @Test
    void shouldApplyWhatAContractSaysOfViolations() {
        BigDecimal hundred = BigDecimal.valueOf(100);
        PlanRunner runner = runner(Declared.port("orders")
                .with(
                        Declared.field("order_id", Simple.LONG, "orders.after.order_id")
                                .key(1),
                        Declared.field("status", Simple.STRING, "orders.after.status")
                                .required()
                                .defaultTo("unknown")
                                .onMissing(OnViolation.DEFAULT)
                                .rule("known", new FieldRule.Condition.OneOf(List.of("placed")), OnViolation.DEFAULT),
                        Declared.field("total", new FieldType.Decimal(12, 2), "orders.after.total")
                                .rule("cheap", new FieldRule.Condition.Maximum(hundred, true), OnViolation.CLAMP),
                        Declared.field("email", Simple.STRING, "orders.after.email")
                                .rule("lower", new FieldRule.Condition.Matches("[a-z@.]+"), OnViolation.NULLIFY),
                        Declared.field("note", Simple.STRING, "orders.after.note")
                                .rule("short", new FieldRule.Condition.MaxLength(5), OnViolation.FLAG)));

        Outcome outcome = create(runner, Orders.row(row -> row.put("status", "lost")));

        GenericRecord out = runner.decode(outcome);
        assertThat(out.get("status")).hasToString("unknown");
        assertThat(out.get("total")).isEqualTo(ByteBuffer.wrap(new byte[] {0x27, 0x0f})); // 99.99
        assertThat(out.get("email")).isNull();
        assertThat(((Outcome.Accepted) outcome).flags()).isEqualTo("short");
        assertThat(runner.decode(create(runner, Orders.row(row -> row.put("status", null))))
                        .get("status"))
                .hasToString("unknown");
    }
}
