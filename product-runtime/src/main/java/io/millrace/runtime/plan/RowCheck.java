package io.millrace.runtime.plan;

import io.millrace.contracts.problem.NearestMatch;
import io.millrace.contracts.product.OnViolation;
import io.millrace.contracts.product.RowRule;
import io.millrace.runtime.expression.CelValues;
import io.millrace.runtime.expression.Expression;
import io.millrace.runtime.expression.ExpressionException;
import io.millrace.runtime.expression.ParsedExpression;
import io.millrace.runtime.expression.ValueType;
import io.millrace.runtime.record.Outcome;
import io.millrace.runtime.record.RejectReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A rule over the clear values of a row. A rule that cannot be evaluated on a row does not hold for it. Immutable. */
final class RowCheck {
    private static final String ROOT = "row";

    private final String name;
    private final boolean rejects;
    private final Expression expression;
    private final FieldCore[] fields;
    private final int[] indexes;
    private final Outcome.Rejected violated;

    private RowCheck(RowRule rule, Expression expression, List<FieldCore> portFields, int[] indexes) {
        this.name = rule.name();
        this.rejects = rule.onViolation() != OnViolation.FLAG;
        this.expression = expression;
        this.indexes = indexes;
        this.fields = new FieldCore[indexes.length];
        for (int i = 0; i < indexes.length; i++) {
            fields[i] = portFields.get(indexes[i]);
        }
        this.violated = new Outcome.Rejected(RejectReason.RULE_VIOLATED, rule.name());
    }

    static RowCheck compile(RowRule rule, List<FieldCore> portFields) throws ExpressionException {
        ParsedExpression parsed = ParsedExpression.parse(rule.expression(), Set.of(ROOT));
        List<ValueType> types = new ArrayList<>();
        int[] indexes = new int[parsed.references().size()];
        for (int i = 0; i < indexes.length; i++) {
            List<String> path = parsed.references().get(i);
            indexes[i] = path.size() == 2 ? FieldCore.indexOf(path.get(1), portFields) : -1;
            if (indexes[i] < 0) {
                throw new ExpressionException("'" + String.join(".", path) + "' is no field of the contract. "
                        + NearestMatch.hint(
                                path.get(1),
                                portFields.stream()
                                        .map(core -> core.field().name())
                                        .toList()));
            }
            types.add(ValueType.of(portFields.get(indexes[i]).clearType()));
        }
        if (rule.onViolation() != OnViolation.REJECT && rule.onViolation() != OnViolation.FLAG) {
            throw new ExpressionException(
                    "onViolation is " + rule.onViolation() + "; a rule over the row can only REJECT or FLAG");
        }
        return new RowCheck(rule, parsed.condition(types), portFields, indexes);
    }

    /** Null where the rule holds or only flags, else the verdict. */
    Outcome.@Nullable Rejected judge(Row row) {
        Object result = expression.evaluate(
                reference -> CelValues.of(fields[reference].clearType(), row.cell(indexes[reference])));
        if (Boolean.TRUE.equals(result)) {
            return null;
        }
        if (rejects) {
            return violated;
        }
        row.flags().add(name);
        return null;
    }
}
