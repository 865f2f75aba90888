package io.millrace.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.OnViolation;
import io.millrace.contracts.product.RowContract;
import io.millrace.contracts.product.RowInputs;
import io.millrace.runtime.key.KeyRing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowPlanTest {
    private static final KeyRing KEYS = KeyRing.inMemory(Set.of("payer"));

    /** Orders, and of payments the payer and the time. */
    private static RowContract merged(String rule) {
        RowContract one = Declared.port("orders")
                .with(
                        Declared.field("id", Simple.LONG, "orders.after.id").key(1),
                        Declared.field("placed_at", Simple.TIMESTAMP_MICROS, "orders.after.placed_at"),
                        Declared.field("payer", Simple.STRING, "payments.event.payer")
                                .mask(new Mask.Pseudonymize("payer", Mask.CanonicalForm.EXACT)),
                        Declared.field("paid_at", Simple.TIMESTAMP_MICROS, "payments.event.paid_at"))
                .rule("checked", rule, OnViolation.REJECT)
                .build()
                .contract();
        return new RowContract(
                one.id(),
                one.version(),
                one.recordName(),
                one.namespace(),
                one.description(),
                new RowInputs(
                        RowInputs.Combine.MERGE,
                        List.of("orders", "payments"),
                        Map.of("payer", "payments", "paid_at", "payments"),
                        Optional.empty(),
                        RowInputs.Unavailable.REJECT,
                        RowInputs.Absent.NULL),
                one.filter(),
                one.fields(),
                one.rules(),
                one.serviceLevels(),
                one.readers(),
                one.location(),
                one.checks());
    }

    @Test
    void shouldRefuseARuleOverSeveralInputsThatReadsAMaskedField() {
        PlanException refused = catchThrowableOfType(
                PlanException.class, () -> RowPlan.compile(merged("row.payer != '' || row.placed_at != null"), KEYS));

        assertThat(refused.problems())
                .singleElement()
                .asString()
                .contains("rule 'checked': it reads 'row.payer', which is masked before rows are put together");
    }

    @Test
    void shouldJudgeARuleOverOneInputWhereItsRecordsAreRead() {
        RowContract contract = merged("row.payer != '' && row.id > 0");

        assertThat(RowRules.placeOf(contract.rules().get(0), contract)).contains("payments");
        assertThat(Contribution.of(contract, "payments", false).rules()).hasSize(1);
        assertThat(Contribution.of(contract, "orders", true).rules()).isEmpty();
        assertThat(RowPlan.compile(contract, KEYS).layout().input("payments")).isEqualTo(1);
    }
}
