package io.millrace.runtime.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.contracts.product.FieldRule;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.contracts.product.InputFormat;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.OnViolation;
import io.millrace.runtime.record.Outcome;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.util.List;

/** A quick look at what a record costs: run the main method. Not a benchmark; those use JMH. */
final class PlanTiming {
    private PlanTiming() {}

    public static void main(String[] args) {
        Mask email = new Mask.Pseudonymize("email", Mask.CanonicalForm.LOWER_CASE);
        Mask customer = new Mask.Pseudonymize("customer", Mask.CanonicalForm.EXACT);
        byte[] update = PlanRunner.encode(Orders.ENVELOPE, Orders.change("u", null, Orders.row()));
        byte[] full = PlanRunner.encode(Orders.ENVELOPE, Orders.change("u", Orders.row(), Orders.row()));
        String event = "{\"event_id\":\"0192f5c2-7c1e-7a4e\",\"payment\":{\"iban\":\"DE89370400440532013000\","
                + "\"amount\":\"129.90\",\"currency\":\"EUR\"},\"payer\":\"ana@shop.example\",\"note\":\"\\u00e9t\\u00e9\","
                + "\"settled_at\":\"2026-11-20T13:36:30.123Z\",\"tags\":[1,2,{\"a\":\"b\"}]}";
        PlanRunner plain = orders(new Mask.Redact("***"), new Mask.Redact("***"));
        PlanRunner masked = orders(email, customer);
        for (int round = 0; round < 5; round++) {
            time("change, " + update.length + " B, no HMAC", plain, plain.plans.forWriter(Orders.ENVELOPE), update);
            time(
                    "change with before, " + full.length + " B, no HMAC",
                    plain,
                    plain.plans.forWriter(Orders.ENVELOPE),
                    full);
            time("change, " + update.length + " B, two HMACs", masked, masked.plans.forWriter(Orders.ENVELOPE), update);
            PlanRunner payments = payments();
            time(
                    "JSON event, " + event.length() + " B, no HMAC",
                    payments,
                    payments.plans.forJson(),
                    event.getBytes(UTF_8));
        }
    }

    private static PlanRunner orders(Mask email, Mask customer) {
        return new PlanRunner(
                Declared.changes("orders"),
                Declared.port("orders")
                        .with(
                                Declared.field("order_id", Simple.LONG, "orders.after.order_id")
                                        .key(1),
                                Declared.field("customer", Simple.STRING, "orders.after.customer_id")
                                        .required()
                                        .mask(customer),
                                Declared.field("email", Simple.STRING, "orders.after.email")
                                        .mask(email),
                                Declared.field("status", Simple.STRING, "orders.after.status")
                                        .required()
                                        .rule(
                                                "known_status",
                                                new FieldRule.Condition.OneOf(
                                                        List.of("draft", "placed", "paid", "shipped", "cancelled")),
                                                OnViolation.REJECT),
                                Declared.field("total", new FieldType.Decimal(12, 2), "orders.after.total")
                                        .required()
                                        .rule(
                                                "not_negative",
                                                new FieldRule.Condition.Minimum(BigDecimal.ZERO, false),
                                                OnViolation.REJECT),
                                Declared.field("placed_at", Simple.TIMESTAMP_MICROS, "orders.after.placed_at")
                                        .required(),
                                Declared.field("updated_at", Simple.TIMESTAMP_MICROS, "orders.after.updated_at"),
                                Declared.field("birth_year", Simple.INT, "orders.after.birth_date")
                                        .mask(new Mask.Year()),
                                Declared.field("note", Simple.STRING, "orders.after.note"))
                        .build());
    }

    private static PlanRunner payments() {
        return new PlanRunner(
                Declared.events("payments", InputFormat.JSON, "payments.event.event_id"),
                Declared.port("payments")
                        .with(
                                Declared.field("event_id", Simple.STRING, "payments.event.event_id")
                                        .key(1),
                                Declared.field("iban", Simple.STRING, "payments.event.payment.iban")
                                        .mask(new Mask.KeepLast(4)),
                                Declared.field("amount", new FieldType.Decimal(12, 2), "payments.event.payment.amount"),
                                Declared.field("note", Simple.STRING, "payments.event.note"),
                                Declared.field("settled_at", Simple.TIMESTAMP_MICROS, "payments.event.settled_at"))
                        .build());
    }

    private static void time(String what, PlanRunner runner, RecordPlan plan, byte[] value) {
        int count = 2_000_000;
        long bytes = 0;
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < count; i++) {
            if (plan.read(PlanRunner.KEY, value, HeaderLookup.NONE, runner.row).isPresent()) {
                throw new IllegalStateException("refused");
            }
            byte[] out = ((Outcome.Accepted) plan.evaluate(0, runner.row)).value();
            bytes += out == null ? 0 : out.length;
        }
        long nanos = threads.getCurrentThreadCpuTime() - start;
        System.out.printf("%-40s %6.0f ns CPU/record, %d B out%n", what, nanos / (double) count, bytes / count);
    }
}
