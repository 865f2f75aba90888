package io.millrace.runtime.plan;

import io.millrace.runtime.record.Outcome;
import io.millrace.runtime.record.RejectReason;

/** A port's filter over the input, bound to one writer schema. Immutable. */
final class RowFilter {
    private static final Outcome.Rejected FAILED = new Outcome.Rejected(RejectReason.TYPE_MISMATCH, "filter");
    private static final Outcome.Rejected UNAVAILABLE = new Outcome.Rejected(RejectReason.VALUE_UNAVAILABLE, "filter");

    private final BoundExpression condition;

    RowFilter(BoundExpression condition) {
        this.condition = condition;
    }

    enum Verdict {
        PASSES,
        LEAVES,
        /** The condition is neither true nor false for the row; see {@link #failure}. */
        FAILS
    }

    Verdict judge(Row row) {
        Object result = condition.evaluate(row);
        if (result instanceof Boolean passes) {
            return passes ? Verdict.PASSES : Verdict.LEAVES;
        }
        return Verdict.FAILS;
    }

    Outcome.Rejected failure(Row row) {
        return condition.namesUnavailable(row) ? UNAVAILABLE : FAILED;
    }
}
