package io.millrace.runtime.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.OutputPort;
import io.millrace.runtime.record.Operation;
import io.millrace.runtime.record.Outcome;
import io.millrace.runtime.record.RejectReason;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Change events in Debezium's envelope. */
class ChangeEventPlanTest {
    private static final Outcome.Rejected UNSUPPORTED = new Outcome.Rejected(RejectReason.UNSUPPORTED_OPERATION, "");

    private static Declared.PortBuilder orders() {
        return Declared.port("orders")
                .with(
                        Declared.field("order_id", Simple.LONG, "orders.after.order_id")
                                .key(1),
                        Declared.field("customer", Simple.STRING, "orders.after.customer_id")
                                .mask(new Mask.Pseudonymize("customer", Mask.CanonicalForm.EXACT)),
                        Declared.field("status", Simple.STRING, "orders.after.status")
                                .required(),
                        Declared.field("total", new FieldType.Decimal(12, 2), "orders.after.total"),
                        Declared.field("placed_at", Simple.TIMESTAMP_MICROS, "orders.after.placed_at"),
                        Declared.field("updated_at", Simple.TIMESTAMP_MICROS, "orders.after.updated_at"),
                        Declared.field("birth_year", Simple.INT, "orders.after.birth_date")
                                .mask(new Mask.Year()));
    }

    private static PlanRunner runner(OutputPort port) {
        return new PlanRunner(Declared.changes("orders"), port);
    }

    private static Outcome run(
            PlanRunner runner, String op, @Nullable GenericRecord before, @Nullable GenericRecord after) {
        return runner.avro(Orders.ENVELOPE, Orders.change(op, before, after));
    }

    @Test
    void shouldWriteTheMaskedRowOfACreate() {
        PlanRunner runner = runner(orders().build());

        Outcome outcome = run(runner, "c", null, Orders.row());

        GenericRecord out = runner.decode(outcome);
        assertThat(out.get("order_id")).isEqualTo(4711L);
        assertThat(out.get("customer").toString()).matches("k[0-9a-f]{6}\\.[A-Za-z0-9_-]{22}");
        assertThat(out.get("status")).hasToString("placed");
        assertThat(out.get("total")).isEqualTo(ByteBuffer.wrap(new byte[] {0x30, 0x39}));
        assertThat(out.get("placed_at")).isEqualTo(1_795_181_790_123_456L);
        assertThat(out.get("updated_at")).isEqualTo(1_795_181_790_123_456L);
        assertThat(out.get("birth_year")).isEqualTo(1990);
        assertThat(PlanRunner.key(outcome)).isEqualTo("4711");
        assertThat(new String(((Outcome.Accepted) outcome).value(), UTF_8)).doesNotContain("C-100042");
    }

    @Test
    void shouldTurnADeleteIntoATombstoneWithTheKeyOfBefore() {
        PlanRunner runner = runner(orders().build());

        Outcome outcome = run(runner, "d", Orders.keyOnly(), null);

        assertThat(PlanRunner.key(outcome)).isEqualTo("4711");
        assertThat(((Outcome.Accepted) outcome).value()).isNull();
    }

    @Test
    void shouldRejectADeleteWithoutItsKey() {
        assertThat(run(runner(orders().build()), "d", null, null))
                .isEqualTo(new Outcome.Rejected(RejectReason.MISSING_VALUE, "order_id"));
    }

    @Test
    void shouldServeTheLastRowOfADeleteWhereThePortHasMarkers() {
        PlanRunner runner = runner(orders().marker().build());

        Outcome outcome = run(runner, "d", Orders.row(row -> row.put("status", "shipped")), null);

        assertThat(runner.decode(outcome).get("status")).hasToString("shipped");
    }

    @Test
    void shouldRejectAMarkerWhoseLastRowIsNotThere() {
        assertThat(run(runner(orders().marker().build()), "d", Orders.keyOnly(), null))
                .isEqualTo(new Outcome.Rejected(RejectReason.MISSING_VALUE, "status"));
    }

    @Test
    void shouldRetractARowThatAnUpdateTakesOutOfALatestView() {
        PlanRunner runner =
                runner(orders().filter("orders.after.status != 'draft'").build());

        Outcome outcome = run(runner, "u", null, Orders.row(row -> row.put("status", "draft")));

        assertThat(outcome).isInstanceOf(Outcome.Retracted.class);
        assertThat(new String(((Outcome.Retracted) outcome).key(), UTF_8)).isEqualTo("4711");
    }

    @Test
    void shouldFilterWhatNeverMatched() {
        PlanRunner latest =
                runner(orders().filter("orders.after.status != 'draft'").build());
        PlanRunner history = runner(
                orders().history().filter("orders.after.status != 'draft'").build());
        GenericRecord draft = Orders.row(row -> row.put("status", "draft"));

        assertThat(run(latest, "c", null, draft)).isEqualTo(Outcome.Filtered.INSTANCE);
        assertThat(run(latest, "r", null, draft)).isEqualTo(Outcome.Filtered.INSTANCE);
        assertThat(run(history, "u", null, draft)).isEqualTo(Outcome.Filtered.INSTANCE);
        assertThat(run(latest, "c", null, Orders.row())).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void shouldRejectATruncate() {
        PlanRunner runner = runner(orders().build());

        assertThat(runner.run(
                        runner.plans.forWriter(Orders.ENVELOPE),
                        null,
                        PlanRunner.encode(Orders.ENVELOPE, Orders.change("t", null, null)),
                        HeaderLookup.NONE))
                .isEqualTo(UNSUPPORTED);
    }

    @Test
    void shouldTakeTombstonesAndLogicalMessagesForControlRecords() {
        PlanRunner runner = runner(orders().build());
        Schema message = SchemaBuilder.record("Message")
                .fields()
                .requiredString("op")
                .name("source")
                .type(Orders.SOURCE)
                .noDefault()
                .endRecord();
        GenericRecord record = new GenericData.Record(message);
        record.put("op", "m");
        record.put("source", Orders.change("m", null, null).get("source"));

        assertThat(runner.run(runner.plans.forTombstone(), PlanRunner.KEY, null, HeaderLookup.NONE))
                .isEqualTo(Outcome.Filtered.INSTANCE);
        assertThat(runner.plans.forTombstone().operation(runner.row)).isEqualTo(Operation.CONTROL);
        assertThat(runner.avro(message, record)).isEqualTo(Outcome.Filtered.INSTANCE);
        record.put("op", "c");
        assertThat(runner.avro(message, record))
                .as("a row change without a row")
                .isEqualTo(new Outcome.Rejected(RejectReason.MALFORMED, ""));
    }

    @Test
    void shouldNeverMaskOrServeThePlaceholderOfAValueTheDatabaseDidNotSend() {
        PlanRunner runner = runner(orders().build());

        assertThat(run(runner, "u", null, Orders.row(row -> row.put("customer_id", Orders.UNAVAILABLE))))
                .isEqualTo(new Outcome.Rejected(RejectReason.VALUE_UNAVAILABLE, "customer"));
        assertThat(run(runner, "u", null, Orders.row(row -> row.put("note", Orders.UNAVAILABLE))))
                .as("nobody reads the note")
                .isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void shouldTellWhereAChangeStandsInTheLog() {
        PlanRunner runner = runner(orders().build());
        ChangePosition position = new ChangePosition();
        RecordPlan plan = runner.plans.forWriter(Orders.ENVELOPE);

        run(runner, "u", null, Orders.row());
        assertThat(plan.position(runner.row, position)).isTrue();
        assertThat(position.commitLsn()).isEqualTo(24_023_128L);
        assertThat(position.lsn()).isEqualTo(24_023_256L);
        assertThat(position.timestampMillis()).isEqualTo(1_795_181_790_000L);
        assertThat(position.database()).isEqualTo("shop-db/shop");
        String database = position.database();

        GenericRecord first = Orders.change("c", null, Orders.row());
        ((GenericRecord) first.get("source")).put("sequence", "[null,\"18446744073709551615\"]");
        runner.avro(Orders.ENVELOPE, first);
        assertThat(plan.position(runner.row, position)).isTrue();
        assertThat(position.commitLsn()).isZero();
        assertThat(position.lsn()).isEqualTo(-1L);
        assertThat(position.database()).isSameAs(database);

        run(runner, "r", null, Orders.row());
        assertThat(plan.position(runner.row, position)).as("a snapshot row").isFalse();
    }

    @Test
    void shouldRejectRowsWithoutARecordKey() {
        PlanRunner runner = runner(orders().build());

        assertThat(runner.run(
                        runner.plans.forWriter(Orders.ENVELOPE),
                        null,
                        PlanRunner.encode(Orders.ENVELOPE, Orders.change("u", null, Orders.row())),
                        HeaderLookup.NONE))
                .isEqualTo(new Outcome.Rejected(RejectReason.MISSING_IDENTITY, ""));
    }

    @Test
    void shouldJoinAndEscapeCompositeKeys() {
        PlanRunner runner = runner(Declared.port("orders")
                .with(
                        Declared.field("status", Simple.STRING, "orders.after.status")
                                .key(2),
                        Declared.field("id", Simple.LONG, "orders.after.order_id")
                                .key(1),
                        Declared.field("customer", Simple.STRING, "orders.after.customer_id")
                                .key(3)
                                .mask(new Mask.Pseudonymize("customer", Mask.CanonicalForm.EXACT)))
                .build());
        GenericRecord odd = Orders.row(row -> row.put("status", "a|b\\c"));

        String upserted = PlanRunner.key(run(runner, "u", null, odd));

        assertThat(upserted).matches("4711\\|a\\\\\\|b\\\\\\\\c\\|k[0-9a-f]{6}\\.[A-Za-z0-9_-]{22}");
        assertThat(PlanRunner.key(run(runner, "d", odd, null))).isEqualTo(upserted);
    }

    @Test
    void shouldKeyKeylessRowsByAPseudonymOfTheInputKey() {
        PlanRunner runner = runner(Declared.port("orders")
                .history()
                .with(Declared.field("status", Simple.STRING, "orders.after.status"))
                .build());
        RecordPlan plan = runner.plans.forWriter(Orders.ENVELOPE);
        byte[] value = PlanRunner.encode(Orders.ENVELOPE, Orders.change("c", null, Orders.row()));

        String one = PlanRunner.key(runner.run(plan, "ana@shop.example".getBytes(UTF_8), value, HeaderLookup.NONE));
        String same = PlanRunner.key(runner.run(plan, "ana@shop.example".getBytes(UTF_8), value, HeaderLookup.NONE));
        String other = PlanRunner.key(runner.run(plan, "bob@shop.example".getBytes(UTF_8), value, HeaderLookup.NONE));

        assertThat(one)
                .isEqualTo(same)
                .isNotEqualTo(other)
                .doesNotContain("ana")
                .hasSize(24);
    }

    @Test
    void shouldNoteTheServiceLevelTimeOfAcceptedRowsOnly() {
        PlanRunner runner = runner(orders().filter("orders.after.status != 'draft'")
                .latencyFrom("placed_at")
                .build());
        RecordPlan plan = runner.plans.forWriter(Orders.ENVELOPE);

        run(runner, "c", null, Orders.row());
        assertThat(plan.serviceLevelTimeMillis(0, runner.row)).isEqualTo(1_795_181_790_123L);
        run(runner, "c", null, Orders.row(row -> row.put("status", "draft")));
        assertThat(plan.serviceLevelTimeMillis(0, runner.row)).isEqualTo(RecordPlan.NO_TIME);
    }

    @Test
    void shouldTakeNoEventTimeFromTheRowThatADeleteLeaves() {
        PlanRunner runner = new PlanRunner(
                Declared.withEventTime(Declared.changes("orders"), "orders.after.placed_at"),
                orders().marker().build());
        RecordPlan plan = runner.plans.forWriter(Orders.ENVELOPE);

        run(runner, "u", null, Orders.row());
        assertThat(plan.eventTimeMillis(runner.row)).isEqualTo(1_795_181_790_123L);
        run(runner, "d", Orders.row(), null);
        assertThat(plan.eventTimeMillis(runner.row)).isEqualTo(RecordPlan.NO_TIME);
        assertThat(run(runner, "u", null, Orders.row(row -> row.put("placed_at", "yesterday"))))
                .isEqualTo(new Outcome.Rejected(RejectReason.TYPE_MISMATCH, ""));
    }

    @Test
    void shouldNameEveryPathTheWriterLacks() {
        PlanRunner runner = runner(orders().with(
                        Declared.field("a", Simple.STRING, "orders.after.statuss"),
                        Declared.field("b", Simple.LONG, "orders.source" + ".nothing"))
                .build());

        PlanException refused =
                catchThrowableOfType(PlanException.class, () -> runner.plans.forWriter(Orders.ENVELOPE));

        assertThat(refused.problems()).hasSize(2);
        assertThat(refused.problems().get(0))
                .contains("output port 'out'", "field 'a'", "orders.after.statuss", "customer_id", "status");
        assertThat(refused.problems().get(1)).contains("field 'b'", "orders.source.nothing");
    }

    @Test
    void shouldReportAllProblemsOfAContractTogether() {
        PlanException refused = catchThrowableOfType(
                PlanException.class,
                () -> runner(Declared.port("orders")
                        .filter("orders.after.status = 'draft'")
                        .with(
                                Declared.field("a", Simple.STRING, "other.after.status"),
                                Declared.field("b", Simple.STRING, "orders.afterwards.status"),
                                Declared.field("c", Simple.STRING, "orders.after.email")
                                        .mask(new Mask.Pseudonymize("nobody", Mask.CanonicalForm.EXACT)),
                                Declared.field("d", Simple.STRING, "orders.after.email")
                                        .mask(new Mask.None(" ")),
                                Declared.field("e", Simple.LONG, "orders.after.email")
                                        .required()
                                        .mask(new Mask.Drop()))
                        .build()));

        assertThat(String.join("\n", refused.problems()))
                .contains("field 'a' reads other.after.status", "field 'b' reads orders.afterwards.status")
                .contains("no pseudonym key for join domain 'nobody'")
                .contains("field 'd' is personal (kind) and has no mask")
                .contains("field 'e' is required and has mask drop")
                .contains("the filter has a wrong expression");
    }
}
