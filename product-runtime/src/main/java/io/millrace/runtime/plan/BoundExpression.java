package io.millrace.runtime.plan;

import io.millrace.contracts.product.FieldType;
import io.millrace.runtime.expression.CelResults;
import io.millrace.runtime.expression.Expression;
import io.millrace.runtime.record.Cell;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression over the input, bound to one writer schema. Immutable. */
final class BoundExpression {
    private final Expression expression;
    private final ExpressionInput[] inputs;

    BoundExpression(Expression expression, List<ExpressionInput> inputs) {
        this.expression = expression;
        this.inputs = inputs.toArray(ExpressionInput[]::new);
    }

    /** The result, or Java's null where there is none; see {@link #namesUnavailable}. */
    @Nullable
    Object evaluate(Row row) {
        return expression.evaluate(index ->
                inputs[index].isUnavailable(row.slots()) ? null : inputs[index].value(row.slots(), row.spare()));
    }

    /** Whether a value it names is missing because the database did not send it. */
    boolean namesUnavailable(Row row) {
        for (ExpressionInput input : inputs) {
            if (input.isUnavailable(row.slots())) {
                return true;
            }
        }
        return false;
    }

    /** As the value of a field. */
    InputValue asValue(FieldType type) {
        return new InputValue() {
            @Override
            public Loaded load(Row row, Cell cell) {
                Object result = evaluate(row);
                if (result == null) {
                    return namesUnavailable(row) ? Loaded.UNAVAILABLE : Loaded.MISMATCH;
                }
                return CelResults.put(result, type, cell) ? Loaded.VALUE : Loaded.MISMATCH;
            }

            @Override
            public boolean isAbsent(Row row) {
                return isOfOneValue() && inputs[0].isAbsent(row.slots());
            }

            @Override
            public boolean isOfOneValue() {
                return inputs.length == 1;
            }
        };
    }
}
