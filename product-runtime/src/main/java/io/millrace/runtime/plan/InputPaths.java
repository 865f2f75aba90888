package io.millrace.runtime.plan;

import io.millrace.contracts.product.FieldPath;
import io.millrace.contracts.product.InputFormat;
import io.millrace.contracts.product.InputPort;
import io.millrace.runtime.expression.Expression;
import io.millrace.runtime.expression.ExpressionException;
import io.millrace.runtime.expression.ParsedExpression;
import io.millrace.runtime.expression.ValueType;
import io.millrace.runtime.structure.Layout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Turns paths into an input port into slots of its layout. Used while compiling. */
final class InputPaths {
    private static final Set<String> CHANGE_ROOTS = Set.of("before", "after", "source", "op", "ts_ms");

    private final InputPort input;
    private final String name;
    private final Layout layout;
    private final RecordFacts facts;
    private final Map<Integer, Integer> beforeOfAfter;
    private final Set<String> before;

    InputPaths(InputPort input, Layout layout, RecordFacts facts) {
        this(input, input.name(), layout, facts, new LinkedHashMap<>(), new HashSet<>());
    }

    private InputPaths(
            InputPort input,
            String name,
            Layout layout,
            RecordFacts facts,
            Map<Integer, Integer> beforeOfAfter,
            Set<String> before) {
        this.before = before;
        this.facts = facts;
        this.input = input;
        this.name = name;
        this.layout = layout;
        this.beforeOfAfter = beforeOfAfter;
    }

    /** What the contract calls the port. */
    String name() {
        return name;
    }

    /** The same paths for a contract that calls the port by another name: that of the first one of a union. */
    InputPaths as(String called) {
        return new InputPaths(input, called, layout, facts, beforeOfAfter, before);
    }

    /** The slot of a path; empty after a problem. */
    Optional<ValueSpec.AtPath> slot(FieldPath path, Consumer<String> problems) {
        if (path.inputPort().equals(RecordFacts.META)) {
            return meta(path.steps(), problems);
        }
        if (!path.inputPort().equals(name)) {
            problems.accept("reads " + path + ", which is not of input port '" + name
                    + "'; this field or filter reads that one only.");
            return Optional.empty();
        }
        return slot(path.toString(), path.steps(), problems);
    }

    private Optional<ValueSpec.AtPath> slot(String text, List<String> steps, Consumer<String> problems) {
        Optional<ValueSpec.AtPath> fact = facts.slot(steps).map(slot -> new ValueSpec.AtPath(text, slot));
        if (fact.isPresent()) {
            return fact;
        }
        boolean change = input.format().isChange();
        String root = steps.get(0);
        boolean known = change ? CHANGE_ROOTS.contains(root) : root.equals("event");
        boolean leaf = change && (root.equals("op") || root.equals("ts_ms"));
        if (!known || (steps.size() == 1) != leaf) {
            String allowed = change
                    ? "after.<column>, before.<column>, source.<name>, op, key or headers"
                    : "event.<name>, key or headers";
            problems.accept("reads " + text + "; a path into format "
                    + input.format().text() + " is " + name + "." + allowed + ".");
            return Optional.empty();
        }
        if (change && root.equals("before")) {
            before.add(steps.get(1));
        }
        return Optional.of(new ValueSpec.AtPath(text, layout.slot(inRecord(steps))));
    }

    private Optional<ValueSpec.AtPath> meta(List<String> steps, Consumer<String> problems) {
        String written = RecordFacts.META + "." + String.join(".", steps);
        Optional<RecordFacts.Meta> known = steps.size() == 1 ? RecordFacts.Meta.named(steps.get(0)) : Optional.empty();
        if (known.isEmpty()) {
            problems.accept("reads " + written + ", which is not there. " + RecordFacts.Meta.hint(steps.get(0)));
        }
        return known.map(found -> new ValueSpec.AtPath(written, facts.slot(found)));
    }

    private List<String> inRecord(List<String> steps) {
        if (input.format().isChange()) {
            return steps;
        }
        List<String> below = steps.subList(1, steps.size());
        if (input.format() != InputFormat.CLOUDEVENTS) {
            return below;
        }
        List<String> path = new ArrayList<>(List.of(CloudEventReader.DATA));
        path.addAll(below);
        return path;
    }

    /** Parses an expression over the input; empty after a problem. */
    Optional<ValueSpec.Computed> computed(String expression, Consumer<String> problems) {
        ParsedExpression parsed;
        try {
            parsed = ParsedExpression.parse(expression, Set.of(name, RecordFacts.META));
        } catch (ExpressionException e) {
            problems.accept("has a wrong expression: " + e.getMessage());
            return Optional.empty();
        }
        List<ValueSpec.AtPath> inputs = new ArrayList<>();
        for (List<String> reference : parsed.references()) {
            slot(new FieldPath(reference.get(0), reference.subList(1, reference.size())), problems)
                    .ifPresent(inputs::add);
        }
        parsed.headers().forEach(facts::header);
        return inputs.size() == parsed.references().size()
                ? Optional.of(new ValueSpec.Computed(parsed, inputs))
                : Optional.empty();
    }

    /** Parses a condition over the input and checks what no writer's schema could make right; empty after a problem. */
    Optional<ValueSpec.Computed> condition(String expression, Consumer<String> problems) {
        return computed(expression, problems).filter(computed -> {
            List<ValueType> any = Collections.nCopies(computed.inputs().size(), ValueType.DYNAMIC);
            try {
                Expression unused = computed.expression().condition(any);
                return true;
            } catch (ExpressionException e) {
                problems.accept("has an expression that does not fit: " + e.getMessage());
                return false;
            }
        });
    }

    /** A value whose {@code after} is to be read from {@code before} where the row was deleted. */
    void alsoBefore(ValueSpec spec) {
        if (spec instanceof ValueSpec.Computed computed) {
            computed.inputs().forEach(this::alsoBefore);
        } else if (spec instanceof ValueSpec.OfNested nested) {
            alsoBefore(nested.at());
        } else if (spec instanceof ValueSpec.AtPath at) {
            List<String> path = layout.path(at.slot());
            if (input.format().isChange() && path.get(0).equals("after")) {
                List<String> before = new ArrayList<>(path);
                before.set(0, "before");
                beforeOfAfter.put(at.slot(), layout.slot(before));
            }
        }
    }

    /** Columns that paths read from the row before the change. */
    Set<String> before() {
        return Set.copyOf(before);
    }

    /** Slots below {@code after} that deletes fill from below {@code before}, with the slots there. */
    Map<Integer, Integer> beforeOfAfter() {
        return Map.copyOf(beforeOfAfter);
    }
}
