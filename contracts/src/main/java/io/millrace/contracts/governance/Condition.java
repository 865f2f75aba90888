package io.millrace.contracts.governance;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.millrace.contracts.cel.CelFault;
import io.millrace.contracts.cel.IsoDurations;
import io.millrace.contracts.cel.TypeWords;
import io.millrace.contracts.problem.NearestMatch;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.yaml.Sited;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A compiled condition over the variables of one kind of subject. Evaluation is bounded, and has no side effects. */
final class Condition {
    private static final Map<Subject.Kind, List<String>> VARIABLES = Map.of(
            Subject.Kind.PRODUCT, List.of("product"),
            Subject.Kind.PORT, List.of("product", "port", "contract"),
            Subject.Kind.CONTRACT, List.of("product", "contract"),
            Subject.Kind.FIELD, List.of("product", "contract", "field"));
    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .comprehensionMaxIterations(10_000)
            .build();
    private static final CelRuntime RUNTIME = runtime();
    private static final Map<Subject.Kind, CelCompiler> COMPILERS = compilers();

    private final CelRuntime.Program program;
    private final Place at;

    private Condition(CelRuntime.Program program, Place at) {
        this.program = program;
        this.at = at;
    }

    private static CelRuntime runtime() {
        var builder = CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS);
        IsoDurations.install(builder);
        return builder.build();
    }

    /** Compiles; what is wrong is noted where the expression stands. */
    static Optional<Condition> compile(Sited<String> text, Subject.Kind kind, Problems problems) {
        try {
            CelCompiler compiler = COMPILERS.get(kind);
            if (compiler == null) {
                throw new IllegalStateException("no compiler for " + kind);
            }
            CelAbstractSyntaxTree ast = compiler.compile(text.value()).getAst();
            List<String> unknown = new ArrayList<>();
            unknownKeys(ast.getExpr(), kind, unknown);
            if (!unknown.isEmpty()) {
                unknown.forEach(message -> problems.error(text.at(), message));
                return Optional.empty();
            }
            CelKind result = ast.getResultType().kind();
            if (result != CelKind.BOOL && result != CelKind.DYN) {
                problems.error(
                        text.at(),
                        "A condition must be true or false, but this is "
                                + TypeWords.type(ast.getResultType().name()) + ".");
                return Optional.empty();
            }
            return Optional.of(new Condition(RUNTIME.createProgram(ast), text.at()));
        } catch (CelValidationException e) {
            for (CelFault fault : CelFault.of(e, text.value())) {
                problems.error(
                        text.at(),
                        "The expression does not compile at its character " + fault.column() + ": " + fault.text()
                                + ". Variables here: " + String.join(", ", VARIABLES.getOrDefault(kind, List.of()))
                                + ".");
            }
        } catch (CelEvaluationException e) {
            problems.error(text.at(), "The expression does not compile: " + e.getMessage() + ".");
        }
        return Optional.empty();
    }

    /**
     * Whether it holds.
     *
     * @return empty where it cannot be told, as {@code null > 1}
     */
    Optional<Boolean> holds(Subject subject) {
        try {
            Object result = program.eval(subject.facts());
            return result instanceof Boolean verdict ? Optional.of(verdict) : Optional.empty();
        } catch (CelEvaluationException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Where it stands. */
    Place at() {
        return at;
    }

    /** Why it cannot be told whether it holds, in words. */
    String why(Subject subject) {
        try {
            Object unused = program.eval(subject.facts());
            return "it is not true or false.";
        } catch (CelEvaluationException e) {
            return EvaluationWords.of(e);
        } catch (RuntimeException e) {
            return "it fails.";
        }
    }

    private static Map<Subject.Kind, CelCompiler> compilers() {
        Map<Subject.Kind, CelCompiler> compilers = new EnumMap<>(Subject.Kind.class);
        VARIABLES.forEach((kind, variables) -> {
            var builder = CelCompilerFactory.standardCelCompilerBuilder()
                    .setOptions(OPTIONS)
                    .setStandardMacros(CelStandardMacro.STANDARD_MACROS);
            variables.forEach(name -> builder.addVar(name, MapType.create(SimpleType.STRING, SimpleType.DYN)));
            compilers.put(kind, builder.build());
        });
        return compilers;
    }

    /** Maps know no keys when they are type-checked, so a mistyped one would be an error at every subject. */
    private static void unknownKeys(CelExpr expr, Subject.Kind kind, List<String> found) {
        switch (expr.getKind()) {
            case SELECT -> {
                CelExpr operand = expr.select().operand();
                if (operand.getKind() == CelExpr.ExprKind.Kind.IDENT) {
                    Set<String> keys = Facts.KEYS.get(operand.ident().name());
                    String key = expr.select().field();
                    if (keys != null && !keys.contains(key)) {
                        found.add("'" + operand.ident().name() + "' has no '" + key + "'. "
                                + NearestMatch.hint(key, keys));
                    }
                }
                unknownKeys(operand, kind, found);
            }
            case CALL -> {
                expr.call().target().ifPresent(target -> unknownKeys(target, kind, found));
                expr.call().args().forEach(argument -> unknownKeys(argument, kind, found));
            }
            case LIST -> expr.list().elements().forEach(element -> unknownKeys(element, kind, found));
            case MAP ->
                expr.map().entries().forEach(entry -> {
                    unknownKeys(entry.key(), kind, found);
                    unknownKeys(entry.value(), kind, found);
                });
            case COMPREHENSION -> {
                CelExpr.CelComprehension comprehension = expr.comprehension();
                unknownKeys(comprehension.iterRange(), kind, found);
                unknownKeys(comprehension.accuInit(), kind, found);
                unknownKeys(comprehension.loopCondition(), kind, found);
                unknownKeys(comprehension.loopStep(), kind, found);
                unknownKeys(comprehension.result(), kind, found);
            }
            case STRUCT, CONSTANT, IDENT, NOT_SET -> {}
        }
    }
}
