package io.millrace.runtime.expression;

import dev.cel.checker.CelChecker;
import dev.cel.checker.CelCheckerBuilder;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.compiler.CelCompilerFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes type checkers. CEL's checker declares all functions it was given anew for each expression, which takes far
 * longer than the check itself; so it is given only those that the expression calls. What is not known is not declared
 * either way, and is told as ever. Safe for concurrent use.
 */
final class Checkers {
    private final CelOptions options;
    private final List<CelFunctionDecl> functions;
    private final Map<Set<String>, CelChecker> byCalls = new ConcurrentHashMap<>();

    /** @param functions beyond the language's own */
    Checkers(CelOptions options, List<CelFunctionDecl> functions) {
        this.options = options;
        this.functions = List.copyOf(functions);
    }

    /**
     * A checker without variables, to add them to.
     *
     * @param calls names of functions as they stand in the parsed expression, operators included
     */
    CelCheckerBuilder of(Set<String> calls) {
        return byCalls.computeIfAbsent(Set.copyOf(calls), this::declaring).toCheckerBuilder();
    }

    private CelChecker declaring(Set<String> calls) {
        return CelCompilerFactory.standardCelCheckerBuilder()
                .setOptions(options)
                .setStandardEnvironmentEnabled(false)
                .setStandardDeclarations(CelStandardDeclarations.newBuilder()
                        .filterFunctions((function, overload) -> isCalled(function.functionName(), calls))
                        .build())
                .addFunctionDeclarations(functions.stream()
                        .filter(function -> isCalled(function.name(), calls))
                        .toList())
                .build();
    }

    /** Of {@code math.abs(x)} the parser sees a call of {@code abs} on something named {@code math}. */
    private static boolean isCalled(String function, Set<String> calls) {
        return calls.contains(function) || calls.contains(function.substring(function.lastIndexOf('.') + 1));
    }
}
