package io.millrace.runtime.plan;

/** The input port's {@code deleteWhen}, bound to one writer schema: which events say that their row is gone. */
final class DeleteRule {
    private final BoundExpression condition;

    DeleteRule(BoundExpression condition) {
        this.condition = condition;
    }

    enum Verdict {
        DELETE,
        EVENT,
        /** The condition is neither true nor false for the record. */
        FAILS
    }

    Verdict judge(Row row) {
        Object result = condition.evaluate(row);
        if (result instanceof Boolean gone) {
            return gone ? Verdict.DELETE : Verdict.EVENT;
        }
        return Verdict.FAILS;
    }
}
