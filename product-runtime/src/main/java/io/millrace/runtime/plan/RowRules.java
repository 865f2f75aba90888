package io.millrace.runtime.plan;

import io.millrace.contracts.avro.ContractSchema;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.OnViolation;
import io.millrace.contracts.product.RowContract;
import io.millrace.contracts.product.RowRule;
import io.millrace.runtime.expression.ExpressionException;
import io.millrace.runtime.expression.ParsedExpression;
import io.millrace.runtime.expression.ValueType;
import io.millrace.runtime.record.Flags;
import io.millrace.runtime.record.Outcome;
import io.millrace.runtime.record.RejectReason;
import io.millrace.runtime.structure.AvroReader;
import io.millrace.runtime.structure.Layout;
import io.millrace.runtime.structure.SourceType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rules over rows that no single record can be judged by: those that read fields of several inputs, and all of a
 * contract whose fields may stay as they were. They run on the merged row, whose values are masked. Immutable.
 */
final class RowRules {
    private static final String ROOT = "row";

    private final Layout layout = new Layout();
    private final AvroReader reader;
    private final List<Judged> rules = new ArrayList<>();

    private record Judged(RowRule rule, BoundExpression condition) {}

    private RowRules(RowContract contract, Consumer<PlanProblem> problems) {
        List<RowRule> wanted = contract.rules().stream()
                .filter(rule -> placeOf(rule, contract).isEmpty())
                .toList();
        List<Optional<ParsedExpression>> parsed = new ArrayList<>();
        for (RowRule rule : wanted) {
            parsed.add(parse(rule, contract, problems));
        }
        reader = AvroReader.compile(ContractSchema.of(contract), layout);
        InputReader types = new AvroInputReader(reader, contract.recordName());
        for (int i = 0; i < wanted.size(); i++) {
            RowRule rule = wanted.get(i);
            parsed.get(i).flatMap(found -> bind(rule, found, types, problems)).ifPresent(rules::add);
        }
    }

    static RowRules compile(RowContract contract, Consumer<PlanProblem> problems) {
        return new RowRules(contract, problems);
    }

    /** The input port whose records a rule is judged by; empty where it takes the merged row. */
    static Optional<String> placeOf(RowRule rule, RowContract contract) {
        if (contract.inputs().repairs()) {
            return Optional.empty();
        }
        Set<String> keys = new LinkedHashSet<>();
        contract.keyFields().forEach(field -> keys.add(field.name()));
        Set<String> ports = new LinkedHashSet<>();
        try {
            for (List<String> path :
                    ParsedExpression.parse(rule.expression(), ROOT).references()) {
                if (path.size() > 1 && !keys.contains(path.get(1))) {
                    ports.add(contract.inputs().portOf(path.get(1)));
                }
            }
        } catch (ExpressionException toldWhereItIsCompiled) {
            return Optional.of(contract.inputs().first());
        }
        return ports.size() > 1
                ? Optional.empty()
                : Optional.of(
                        ports.stream().findFirst().orElse(contract.inputs().first()));
    }

    private Optional<ParsedExpression> parse(RowRule rule, RowContract contract, Consumer<PlanProblem> problems) {
        List<String> wrong = new ArrayList<>();
        Optional<ParsedExpression> parsed = Optional.empty();
        try {
            parsed = Optional.of(ParsedExpression.parse(rule.expression(), ROOT));
            parsed.get().references().forEach(path -> check(path, contract).ifPresent(wrong::add));
        } catch (ExpressionException e) {
            wrong.add(String.valueOf(e.getMessage()));
        }
        wrong.forEach(problem -> problems.accept(problem(rule, problem)));
        return wrong.isEmpty() ? parsed : Optional.empty();
    }

    private Optional<String> check(List<String> path, RowContract contract) {
        Optional<Field> field = contract.fields().stream()
                .filter(found -> path.size() == 2 && found.name().equals(path.get(1)))
                .findFirst();
        if (field.isEmpty()) {
            return Optional.of("'" + String.join(".", path) + "' is no field of the contract");
        }
        layout.slot(List.of(field.get().name()));
        return field.get().mask() instanceof Mask.None
                ? Optional.empty()
                : Optional.of("it reads '" + String.join(".", path) + "', which is masked before rows are put together;"
                        + " a rule over "
                        + (contract.inputs().repairs() ? "rows whose fields may stay as they were" : "several inputs")
                        + " can only read fields that leave in clear");
    }

    private Optional<Judged> bind(
            RowRule rule, ParsedExpression parsed, InputReader types, Consumer<PlanProblem> problems) {
        List<ExpressionInput> inputs = new ArrayList<>();
        for (List<String> path : parsed.references()) {
            int slot = layout.slot(List.of(path.get(1)));
            Optional<SourceType> type = types.type(slot);
            if (type.isEmpty()) {
                problems.accept(problem(rule, "'" + String.join(".", path) + "' is no single value"));
                return Optional.empty();
            }
            inputs.add(ExpressionInput.of(slot, type.get(), types, false));
        }
        List<ValueType> valueTypes =
                inputs.stream().map(ExpressionInput::valueType).toList();
        try {
            return Optional.of(new Judged(rule, new BoundExpression(parsed.condition(valueTypes), inputs)));
        } catch (ExpressionException e) {
            problems.accept(problem(rule, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private static PlanProblem problem(RowRule rule, String problem) {
        return PlanProblem.at(rule.location(), "rule '" + rule.name() + "': " + problem + ".");
    }

    int slots() {
        return layout.size();
    }

    /**
     * Judges a merged row.
     *
     * @param record its Avro binary, without framing
     * @param row scratch made for {@link #slots}
     * @param flags hears of the rules that only flag
     * @return null where it may leave
     */
    Outcome.@Nullable Rejected judge(byte[] record, Row row, Flags flags) {
        if (rules.isEmpty()) {
            return null;
        }
        row.slots().clear();
        if (!reader.read(record, 0, row.slots())) {
            throw new IllegalStateException("a merged row is not what its contract says");
        }
        for (Judged judged : rules) {
            if (!Boolean.TRUE.equals(judged.condition().evaluate(row))) {
                if (judged.rule().onViolation() != OnViolation.FLAG) {
                    return new Outcome.Rejected(
                            RejectReason.RULE_VIOLATED, judged.rule().name());
                }
                flags.add(judged.rule().name());
            }
        }
        return null;
    }
}
