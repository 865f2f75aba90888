package io.millrace.runtime.expression;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.millrace.contracts.product.FieldType;
import java.util.List;
import java.util.Set;

/**
 * An expression that parses, and the paths it names; what type those have may be known later only, when the writer's
 * schema is.
 */
public final class ParsedExpression {
    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .comprehensionMaxIterations(10_000)
            .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

    private final String text;
    private final List<List<String>> references;

    private ParsedExpression(String text, List<List<String>> references) {
        this.text = text;
        this.references = List.copyOf(references);
    }

    /**
     * Parses an expression over one root, such as {@code row} or the name of an input port.
     *
     * @throws ExpressionException where it does not parse, or names the root without a path
     */
    public static ParsedExpression parse(String text, String root) throws ExpressionException {
        CelExpr expr;
        try {
            expr = compiler().build().parse(text).getAst().getExpr();
        } catch (CelValidationException e) {
            throw new ExpressionException(String.valueOf(e.getMessage()));
        }
        return new ParsedExpression(text, References.of(expr, root));
    }

    /** The paths it names, root first; their order is the index of {@link Expression.Values#value}. */
    public List<List<String>> references() {
        return references;
    }

    /** Type-checks it as a condition. */
    public Expression condition(List<ValueType> types) throws ExpressionException {
        return compile(types, Set.of(CelKind.BOOL), "a condition must be a bool");
    }

    /** Type-checks it as the value of a field. */
    public Expression value(List<ValueType> types, FieldType target) throws ExpressionException {
        return compile(types, CelResults.kinds(target), "a field of type " + target + " cannot take it");
    }

    private Expression compile(List<ValueType> types, Set<CelKind> allowed, String why) throws ExpressionException {
        CelCompilerBuilder builder = compiler();
        for (int i = 0; i < references.size(); i++) {
            builder.addVar(String.join(".", references.get(i)), types.get(i).celType());
        }
        try {
            var ast = builder.build().compile(text).getAst();
            CelKind kind = CelResults.kind(ast.getResultType());
            if (kind != CelKind.DYN && kind != CelKind.NULL_TYPE && !allowed.contains(kind)) {
                throw new ExpressionException(
                        "the result of '" + text + "' is " + ast.getResultType().name() + "; " + why);
            }
            return new Expression(RUNTIME.createProgram(ast), references);
        } catch (CelValidationException | CelEvaluationException e) {
            throw new ExpressionException(String.valueOf(e.getMessage()));
        }
    }

    private static CelCompilerBuilder compiler() {
        return CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS);
    }
}
