package io.millrace.runtime.plan;

import io.millrace.contracts.problem.Location;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldSource;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.RowContract;
import io.millrace.contracts.product.RowRule;
import io.millrace.runtime.expression.Expression;
import io.millrace.runtime.expression.ExpressionException;
import io.millrace.runtime.expression.ValueType;
import io.millrace.runtime.key.KeyRingException;
import io.millrace.runtime.mask.Pseudonyms;
import io.millrace.runtime.record.TextForm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Compiles the contract of one output port as far as the writer's schema does not matter. Used once. */
final class PortCompiler {
    private static final Set<Simple> TIMES = Set.of(Simple.TIMESTAMP_MILLIS, Simple.TIMESTAMP_MICROS, Simple.DATE);

    private final OutputPort output;
    private final RowContract contract;
    private final InputPaths paths;
    private final Contribution contributes;
    private final Pseudonyms pseudonyms;
    private final NestedCompiler nested;
    private final Consumer<PlanProblem> problems;

    /** @param isChange whether the input has change events */
    PortCompiler(
            OutputPort output,
            InputPaths paths,
            boolean isChange,
            Pseudonyms pseudonyms,
            NestedCompiler nested,
            Consumer<PlanProblem> problems) {
        this.output = output;
        this.contract = output.contract();
        this.paths = paths;
        this.contributes = Contribution.of(contract, paths.name(), isChange);
        this.pseudonyms = pseudonyms;
        this.nested = nested;
        this.problems = problems;
    }

    private void problem(Location location, String problem) {
        problems.accept(PlanProblem.at(
                location, "output port '" + output.name() + "', contract " + contract.reference() + ": " + problem));
    }

    /** The port; empty after a problem. */
    Optional<PortSpec> compile(int port, int schemaId) {
        List<FieldCore> cores = new ArrayList<>();
        List<ValueSpec> sources = new ArrayList<>();
        List<Field> wanted = contributes.fields();
        for (Field field : wanted) {
            Consumer<String> ofField = problem -> problem(
                    field.source().location().orElse(field.location()), "field '" + field.name() + "' " + problem);
            try {
                FieldCore core = FieldCore.compile(field, pseudonyms, ofField);
                cores.add(core);
                source(field, core, ofField).ifPresent(sources::add);
            } catch (KeyRingException e) {
                ofField.accept("cannot be masked: " + e.getMessage());
            }
        }
        Optional<ValueSpec.Computed> filter = contract.filter()
                .filter(found -> contributes.filters())
                .flatMap(found ->
                        computed(found.text(), null, problem -> problem(found.location(), "the filter " + problem)));
        int[] keyIndexes = keyIndexes(wanted);
        if (cores.size() < wanted.size() || sources.size() < wanted.size()) {
            return Optional.empty();
        }
        RecordKey key = new RecordKey(cores, keyIndexes, pseudonyms.ofRecordKeys());
        PortCore core = new PortCore(
                port,
                output,
                schemaId,
                cores,
                rules(cores),
                key,
                contributes.part(),
                serviceLevelField(cores),
                measures(cores));
        readBeforeOnDelete(core, sources, keyIndexes, filter);
        return Optional.of(new PortSpec(core, sources, filter));
    }

    private Optional<? extends ValueSpec> source(Field field, FieldCore core, Consumer<String> ofField) {
        if (contributes.isForeignKey(field)) {
            List<Field> keys = contract.keyFields();
            return Optional.of(new ValueSpec.KeyPart(keys.indexOf(field), keys.size()));
        }
        if (core.isNested() && field.source() instanceof FieldSource.Path path) {
            return paths.slot(path.path(), ofField)
                    .flatMap(at -> nested.content(field, field.name(), ofField)
                            .map(content -> new ValueSpec.OfNested(at, content)));
        }
        if (field.source() instanceof FieldSource.Path path) {
            return paths.slot(path.path(), ofField);
        }
        return computed(((FieldSource.Cel) field.source()).expression(), core.clearType(), ofField);
    }

    /**
     * An expression as a condition (no type), or as a value of a type. What no writer's schema could make right is
     * refused here already: every input is taken to be of any type.
     */
    private Optional<ValueSpec.Computed> computed(String text, @Nullable FieldType type, Consumer<String> where) {
        return paths.computed(text, where).filter(computed -> {
            List<ValueType> any = Collections.nCopies(computed.inputs().size(), ValueType.DYNAMIC);
            try {
                Expression unused = type == null
                        ? computed.expression().condition(any)
                        : computed.expression().value(any, type);
                return true;
            } catch (ExpressionException e) {
                where.accept("has an expression that does not fit: " + e.getMessage());
                return false;
            }
        });
    }

    private List<RowCheck> rules(List<FieldCore> cores) {
        List<RowCheck> rules = new ArrayList<>();
        for (RowRule rule : contributes.rules()) {
            try {
                rules.add(RowCheck.compile(rule, cores));
            } catch (ExpressionException e) {
                problem(rule.location(), "rule '" + rule.name() + "': " + e.getMessage() + ".");
            }
        }
        return rules;
    }

    private RowMeasures measures(List<FieldCore> cores) {
        return RowMeasures.compile(
                output,
                cores,
                (metric, problem) -> problem(metric.location(), "metric '" + metric.name() + "' " + problem));
    }

    private int[] keyIndexes(List<Field> wanted) {
        List<Field> keyFields = contract.keyFields();
        for (Field field : keyFields) {
            Consumer<String> ofField =
                    problem -> problem(field.location(), "key field '" + field.name() + "' " + problem);
            if (!field.mask().keepsApart()) {
                ofField.accept("has a mask that makes different rows one, or one row several; a key allows only"
                        + " pseudonymize, deterministic encrypt or none.");
            }
            if (!TextForm.exists(field.type())) {
                ofField.accept("has type " + field.type() + ", whose values have no one text; use another type.");
            }
            if (!field.required()) {
                ofField.accept("is optional; a key field must be required.");
            }
        }
        return keyFields.stream().mapToInt(wanted::indexOf).toArray();
    }

    private int serviceLevelField(List<FieldCore> cores) {
        if (contract.serviceLevels().latency().isEmpty()) {
            return -1;
        }
        String name = contract.serviceLevels().latency().get().field();
        for (int i = 0; i < cores.size(); i++) {
            if (cores.get(i).field().name().equals(name)) {
                FieldType type = cores.get(i).clearType();
                if (!(type instanceof Simple simple && TIMES.contains(simple))) {
                    problem(
                            contract.location(),
                            "the latency counts from field '" + name + "' of type " + type
                                    + "; it needs a timestamp or date.");
                }
                return i;
            }
        }
        if (contract.fields().stream().anyMatch(field -> field.name().equals(name))) {
            return -1;
        }
        problem(contract.location(), "the latency counts from field '" + name + "', which the contract does not have.");
        return -1;
    }

    private void readBeforeOnDelete(
            PortCore core, List<ValueSpec> sources, int[] keyIndexes, Optional<ValueSpec.Computed> filter) {
        if (core.deletes() == OutputPort.Deletes.MARKER && core.part().isEmpty()) {
            sources.forEach(paths::alsoBefore);
            filter.ifPresent(paths::alsoBefore);
        } else {
            for (int index : keyIndexes) {
                paths.alsoBefore(sources.get(index));
            }
        }
    }
}
