package io.millrace.runtime.plan;

import io.millrace.contracts.problem.Location;
import io.millrace.contracts.product.CelText;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.OnViolation;
import io.millrace.contracts.product.RowContract;
import io.millrace.runtime.expression.Expression;
import io.millrace.runtime.expression.ExpressionException;
import io.millrace.runtime.expression.ValueType;
import io.millrace.runtime.structure.SourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Binds what the contracts say to what one reader finds. Used once; collects every problem. */
final class WriterBinding {
    /** Null, whatever the record is. */
    static final InputValue NOTHING = (row, cell) -> {
        cell.setNull();
        return InputValue.Loaded.VALUE;
    };

    private final InputReader reader;
    private final RecordFacts facts;
    private final SlotTypes slots;
    private final boolean change;
    private final List<PlanProblem> problems = new ArrayList<>();
    private final Set<String> defaulted = new TreeSet<>();

    /** @param change whether values may be Debezium's placeholder */
    WriterBinding(InputReader reader, RecordFacts facts, boolean change) {
        this.reader = FactsReader.wrap(reader, facts);
        this.facts = facts;
        this.slots = SlotTypes.of(this.reader);
        this.change = change;
    }

    List<PlanProblem> problems() {
        return problems;
    }

    Optional<PortPlan> port(PortSpec spec) {
        PortCore core = spec.core();
        String where = "output port '" + core.output().name() + "', contract "
                + core.output().contract().reference() + ": ";
        List<InputValue> inputs = new ArrayList<>();
        for (int i = 0; i < core.fields().size(); i++) {
            FieldCore field = core.fields().get(i);
            Consumer<String> ofField = problem -> problems.add(PlanProblem.at(
                    field.field().source().location().orElse(field.field().location()),
                    where + "field '" + field.field().name() + "' " + problem));
            value(spec.sources().get(i), field, ofField).ifPresent(inputs::add);
        }
        @Nullable RowFilter filter = null;
        if (spec.filter().isPresent()) {
            Optional<BoundExpression> condition = expression(
                    spec.filter().get(),
                    null,
                    problem -> problems.add(
                            PlanProblem.at(place(core.output().contract()), where + "the filter " + problem)));
            if (condition.isEmpty()) {
                return Optional.empty();
            }
            filter = new RowFilter(condition.get());
        }
        return inputs.size() == core.fields().size()
                ? Optional.of(new PortPlan(core, inputs, filter))
                : Optional.empty();
    }

    private static Location place(RowContract contract) {
        return contract.filter().map(CelText::location).orElse(contract.location());
    }

    private Optional<InputValue> value(ValueSpec spec, FieldCore field, Consumer<String> ofField) {
        if (spec instanceof ValueSpec.Computed computed) {
            return expression(computed, field.clearType(), ofField).map(bound -> bound.asValue(field.clearType()));
        }
        if (spec instanceof ValueSpec.KeyPart part) {
            return Optional.of(new KeyPartValue(part.part(), part.parts(), field.clearType()));
        }
        if (spec instanceof ValueSpec.AtPath at
                && field.field().onMissing() == OnViolation.DEFAULT
                && slots.source(at, unread -> {}).isEmpty()) {
            defaulted.add(field.field().name());
            return Optional.of(NOTHING);
        }
        return new NestedBinding(slots, change).value(spec, field, ofField);
    }

    /** Fields whose default stands in because the writer's schema does not have what they read. */
    Set<String> defaulted() {
        return defaulted;
    }

    /** A path as a value of a type. */
    Optional<InputValue> path(ValueSpec.AtPath at, FieldType.Scalar type, Consumer<String> where) {
        return new NestedBinding(slots, change).path(at, type, Optional.empty(), false, where);
    }

    /** A path as a time, in microseconds since the epoch. */
    Optional<InputValue> time(ValueSpec.AtPath at, Consumer<String> where) {
        return new NestedBinding(slots, change).time(at, where);
    }

    private static boolean isSingle(ValueSpec.AtPath at, SourceType source, Consumer<String> where) {
        if (source.nested().isPresent()) {
            where.accept("has an expression that names " + at.path() + ", which is a " + source.describe()
                    + " there; an expression reads single values.");
        }
        return source.nested().isEmpty();
    }

    /** An expression as a condition. */
    Optional<BoundExpression> condition(ValueSpec.Computed computed, Consumer<String> where) {
        return expression(computed, null, where);
    }

    /** An expression as a condition, or as a value of a type. */
    private Optional<BoundExpression> expression(
            ValueSpec.Computed computed, @Nullable FieldType type, Consumer<String> where) {
        List<ExpressionInput> inputs = new ArrayList<>();
        for (ValueSpec.AtPath at : computed.inputs()) {
            Optional<Map<String, Integer>> headers = facts.headersAt(at.slot());
            if (headers.isPresent()) {
                inputs.add(ExpressionInput.ofHeaders(headers.get()));
                continue;
            }
            slots.source(at, where)
                    .filter(source -> isSingle(at, source, where))
                    .ifPresent(source -> inputs.add(ExpressionInput.of(at.slot(), source, reader, change)));
        }
        if (inputs.size() < computed.inputs().size()) {
            return Optional.empty();
        }
        List<ValueType> types = inputs.stream().map(ExpressionInput::valueType).toList();
        try {
            Expression expression = type == null
                    ? computed.expression().condition(types)
                    : computed.expression().value(types, type);
            return Optional.of(new BoundExpression(expression, inputs));
        } catch (ExpressionException e) {
            where.accept("has an expression that does not fit: " + e.getMessage());
            return Optional.empty();
        }
    }
}
