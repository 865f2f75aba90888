package io.millrace.runtime.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.millrace.contracts.product.FieldRule;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.contracts.product.InputFormat;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.OnViolation;
import io.millrace.runtime.record.Outcome;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a warmed plan allocates for a record: its key, its value, and little that does not grow with it. */
class PlanAllocationTest {
    private static final int RECORDS = 100_000;

    /** The {@link Outcome.Accepted}, and what Java's HMAC takes for the one pseudonym. */
    private static final int CONSTANT_BYTES = 128;

    private static final int ARRAY_HEADER_BYTES = 16;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void shouldAllocateTheOutputOnlyForAChangeInAvro() {
        PlanRunner runner = new PlanRunner(
                Declared.changes("orders"), port("orders", "orders.after.").build());
        byte[] update = PlanRunner.encode(Orders.ENVELOPE, Orders.change("u", Orders.row(), Orders.row()));

        verify(runner, runner.plans.forWriter(Orders.ENVELOPE), update);
    }

    @Test
    void shouldAllocateTheOutputOnlyForAnEventInJson() {
        PlanRunner runner = new PlanRunner(
                Declared.events("orders", InputFormat.JSON, "orders.event.order_id"),
                port("orders", "orders.event.").build());
        String event =
                "{\"order_id\":4711,\"customer_id\":\"C-1\",\"email\":\"ana@shop.example\",\"status\":\"a\\u00e9\","
                        + "\"total\":\"12.50\",\"placed_at\":\"2026-11-20T13:36:30Z\",\"birth_date\":\"1990-01-01\","
                        + "\"note\":null,\"x\":[true,{\"y\":[]},1e5]}";

        verify(runner, runner.plans.forJson(), event.getBytes(UTF_8));
    }

    private static Declared.PortBuilder port(String input, String root) {
        return Declared.port(input)
                .with(
                        Declared.field("order_id", Simple.LONG, root + "order_id")
                                .key(1),
                        Declared.field("customer", Simple.STRING, root + "customer_id")
                                .mask(new Mask.Pseudonymize("customer", Mask.CanonicalForm.LOWER_CASE)),
                        Declared.field("email", Simple.STRING, root + "email").mask(new Mask.KeepEmailDomain()),
                        Declared.field("status", Simple.STRING, root + "status")
                                .mask(new Mask.KeepLast(2))
                                .rule("short", new FieldRule.Condition.MaxLength(20), OnViolation.REJECT),
                        Declared.field("total", new FieldType.Decimal(12, 2), root + "total")
                                .rule(
                                        "positive",
                                        new FieldRule.Condition.Minimum(BigDecimal.ZERO, true),
                                        OnViolation.REJECT),
                        Declared.field("placed_at", Simple.TIMESTAMP_MICROS, root + "placed_at"),
                        Declared.field("birth_year", Simple.INT, root + "birth_date")
                                .mask(new Mask.Year()),
                        Declared.field("note", Simple.STRING, root + "note").mask(new Mask.Redact("***")));
    }

    private void verify(PlanRunner runner, RecordPlan plan, byte[] value) {
        run(runner, plan, value);
        long before = threads.getCurrentThreadAllocatedBytes();
        long output = run(runner, plan, value);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        double beyond = (double) (allocated - output) / RECORDS;
        System.out.printf("allocated for a record beyond key and value: %.2f bytes%n", beyond);
        assertThat(beyond).isBetween(0.0, (double) CONSTANT_BYTES);
    }

    /** The bytes that keys and values take on the heap. */
    private static long run(PlanRunner runner, RecordPlan plan, byte[] value) {
        long output = 0;
        for (int i = 0; i < RECORDS; i++) {
            if (plan.read(PlanRunner.KEY, value, HeaderLookup.NONE, runner.row).isPresent()) {
                throw new AssertionError("refused");
            }
            var accepted = (Outcome.Accepted) plan.evaluate(0, runner.row);
            output += onHeap(accepted.key()) + onHeap(Objects.requireNonNull(accepted.value()));
        }
        return output;
    }

    private static long onHeap(byte[] array) {
        return ((long) ARRAY_HEADER_BYTES + array.length + 7) & -8;
    }
}
