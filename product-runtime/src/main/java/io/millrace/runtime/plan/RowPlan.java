package io.millrace.runtime.plan;

import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.OnViolation;
import io.millrace.contracts.product.RowContract;
import io.millrace.runtime.combine.RowLayout;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.key.KeyRingException;
import io.millrace.runtime.mask.Pseudonyms;
import io.millrace.runtime.record.Cell;
import io.millrace.runtime.record.Flags;
import io.millrace.runtime.record.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the rows of a contract that keeps rows are put together and judged as a whole. Immutable and shared. */
public final class RowPlan {
    private final RowLayout layout;
    private final RowRules rules;
    private final Pseudonyms pseudonyms;

    private RowPlan(RowLayout layout, RowRules rules, Pseudonyms pseudonyms) {
        this.layout = layout;
        this.rules = rules;
        this.pseudonyms = pseudonyms;
    }

    /**
     * Compiles a contract that keeps rows.
     *
     * @throws PlanException with all problems found, missing keys included
     */
    public static RowPlan compile(RowContract contract, KeyRing keys) {
        List<PlanProblem> problems = new ArrayList<>();
        var pseudonyms = new Pseudonyms(keys);
        RowRules rules = RowRules.compile(contract, problems::add);
        Map<String, byte[]> defaults = new HashMap<>();
        var row = new Row(0, 1, 0, pseudonyms.newScratch(), List.of());
        for (Field field : contract.fields()) {
            if (field.required() && field.onMissing() == OnViolation.DEFAULT) {
                written(field, pseudonyms, row).ifPresent(span -> defaults.put(field.name(), span));
            }
        }
        if (!problems.isEmpty()) {
            throw new PlanException(problems);
        }
        return new RowPlan(RowLayout.of(contract, defaults), rules, pseudonyms);
    }

    /** A field's default as it leaves; empty where the field does not compile, which its input's plan tells. */
    private static Optional<byte[]> written(Field field, Pseudonyms pseudonyms, Row row) {
        List<String> problems = new ArrayList<>();
        try {
            FieldCore core = FieldCore.compile(field, pseudonyms, problems::add);
            row.beginPort();
            InputValue nothing = (ignored, cell) -> {
                cell.setNull();
                return InputValue.Loaded.VALUE;
            };
            Cell cell = row.cell(0);
            boolean fits = problems.isEmpty() && core.load(nothing, row, cell) == null && core.write(row, cell) == null;
            return fits ? Optional.of(row.value().toByteArray()) : Optional.empty();
        } catch (KeyRingException toldByThePlanOfItsInput) {
            return Optional.empty();
        }
    }

    /** What the rows are made of. */
    public RowLayout layout() {
        return layout;
    }

    /** Judges rows as a whole; for one thread. */
    public Judge newJudge() {
        return new Judge(rules, new Row(rules.slots(), 0, 0, pseudonyms.newScratch(), List.of()));
    }

    /** Judges rows as a whole. For one thread. */
    public static final class Judge {
        private final RowRules rules;
        private final Row scratch;

        private Judge(RowRules rules, Row scratch) {
            this.rules = rules;
            this.scratch = scratch;
        }

        /**
         * Judges a row.
         *
         * @param record its Avro binary, without framing
         * @param flags hears of the rules that only flag
         * @return why it may not leave, or null
         */
        public Outcome.@Nullable Rejected judge(byte[] record, Flags flags) {
            return rules.judge(record, scratch, flags);
        }
    }
}
