package io.millrace.runtime.expression;

import dev.cel.checker.CelCheckerBuilder;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelVarDecl;
import dev.cel.common.types.CelKind;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.millrace.contracts.cel.IsoDurations;
import io.millrace.contracts.cel.TypeWords;
import io.millrace.contracts.product.FieldType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An expression that parses, and the paths it names; what type those have may be known later only, when the writer's
 * schema is.
 */
public final class ParsedExpression {
    private static final int LONGEST = 10_000;
    private static final int DEEPEST = 100;
    /** Instructions of a compiled pattern; matching takes time linear in them (RE2). */
    private static final int LARGEST_REGEX = 10_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .comprehensionMaxIterations(10_000)
            .maxExpressionCodePointSize(LONGEST)
            .maxParseRecursionDepth(DEEPEST)
            .maxRegexProgramSize(LARGEST_REGEX)
            .build();
    private static final Functions FUNCTIONS = new Functions();
    private static final CelRuntime RUNTIME = runtime();
    private static final CelParser PARSER = CelParserFactory.standardCelParserBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addLibraries(FUNCTIONS)
            .build();
    private static final Checkers CHECKERS = new Checkers(OPTIONS, FUNCTIONS.declarations());

    private final String text;
    private final CelAbstractSyntaxTree tree;
    private final Set<String> roots;
    private final List<List<String>> references;
    private final List<String> headers;
    private final Set<String> calls;

    private static CelRuntime runtime() {
        var builder = CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS);
        IsoDurations.install(builder);
        return builder.addLibraries(FUNCTIONS).build();
    }

    private ParsedExpression(String text, CelAbstractSyntaxTree tree, Set<String> roots, References references) {
        this.text = text;
        this.tree = tree;
        this.roots = Set.copyOf(roots);
        this.references = references.paths();
        this.headers = references.headers();
        this.calls = references.calls();
    }

    /** Parses an expression over one root. */
    public static ParsedExpression parse(String text, String root) throws ExpressionException {
        return parse(text, Set.of(root));
    }

    /**
     * Parses an expression over roots, such as {@code row} or the name of an input port.
     *
     * @throws ExpressionException where it does not parse, or names a root without a path
     */
    public static ParsedExpression parse(String text, Set<String> roots) throws ExpressionException {
        CelAbstractSyntaxTree tree;
        try {
            tree = PARSER.parse(text).getAst();
        } catch (CelValidationException e) {
            throw new ExpressionException(Faults.text(e, text, roots));
        }
        return new ParsedExpression(text, tree, roots, References.of(tree.getExpr(), roots));
    }

    /** The paths it names, root first; their order is the index of {@link Expression.Values#value}. */
    public List<List<String>> references() {
        return references;
    }

    /** Names of the headers it asks for, as {@code orders.headers['name']}. */
    public List<String> headers() {
        return headers;
    }

    /** Type-checks it as a condition. */
    public Expression condition(List<ValueType> types) throws ExpressionException {
        return compile(types, Set.of(CelKind.BOOL), "a condition must be true or false");
    }

    /** Type-checks it as the value of a field. */
    public Expression value(List<ValueType> types, FieldType target) throws ExpressionException {
        return compile(types, CelResults.kinds(target), "a field of type " + target + " cannot take it");
    }

    private Expression compile(List<ValueType> types, Set<CelKind> allowed, String why) throws ExpressionException {
        CelCheckerBuilder checker = CHECKERS.of(calls);
        for (int i = 0; i < references.size(); i++) {
            checker.addVarDeclarations(CelVarDecl.newVarDeclaration(
                    String.join(".", references.get(i)), types.get(i).celType()));
        }
        try {
            CelAbstractSyntaxTree ast = checker.build().check(tree).getAst();
            CelKind kind = CelResults.kind(ast.getResultType());
            if (kind != CelKind.DYN && kind != CelKind.NULL_TYPE && !allowed.contains(kind)) {
                throw new ExpressionException("the result of '" + text + "' is "
                        + TypeWords.type(ast.getResultType().name()) + "; " + why);
            }
            return new Expression(RUNTIME.createProgram(ast), references);
        } catch (CelValidationException e) {
            Set<String> names = new HashSet<>(FUNCTIONS.names());
            names.addAll(roots);
            throw new ExpressionException(Faults.text(e, text, names));
        } catch (CelEvaluationException e) {
            throw new ExpressionException(String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        }
    }
}
