package io.millrace.runtime.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the paths below roots in a parsed expression, {@code orders.after.status}, and the functions it calls. */
final class References {
    static final String HEADERS = "headers";

    private final Set<String> roots;
    private final Set<List<String>> found = new LinkedHashSet<>();
    private final Set<String> headers = new LinkedHashSet<>();
    private final Set<String> calls = new LinkedHashSet<>();

    private References(Set<String> roots) {
        this.roots = roots;
    }

    static References of(CelExpr expr, Set<String> roots) throws ExpressionException {
        References references = new References(roots);
        references.walk(expr);
        return references;
    }

    /** The paths, root first. */
    List<List<String>> paths() {
        return List.copyOf(found);
    }

    /** Names of the headers asked for, as {@code orders.headers['name']}. */
    List<String> headers() {
        return List.copyOf(headers);
    }

    /** Names of the functions and operators it calls. */
    Set<String> calls() {
        return Set.copyOf(calls);
    }

    private void walk(CelExpr expr) throws ExpressionException {
        List<String> path = new ArrayList<>();
        if (collect(expr, path)) {
            if (path.size() == 1) {
                throw new ExpressionException(
                        "'" + path.get(0) + "' stands without a path; name a value: " + path.get(0) + ".<name>");
            } else if (isHeaders(path)) {
                throw new ExpressionException("'" + String.join(".", path) + "' stands without a name; name a header: "
                        + String.join(".", path) + "['name']");
            }
            found.add(List.copyOf(path));
            return;
        }
        switch (expr.getKind()) {
            case SELECT -> select(expr);
            case CALL -> call(expr);
            case LIST -> walkAll(expr.list().elements());
            case MAP -> {
                for (CelExpr.CelMap.Entry entry : expr.map().entries()) {
                    walk(entry.key());
                    walk(entry.value());
                }
            }
            case STRUCT -> {
                for (CelExpr.CelStruct.Entry entry : expr.struct().entries()) {
                    walk(entry.value());
                }
            }
            case COMPREHENSION -> {
                CelExpr.CelComprehension comprehension = expr.comprehension();
                walk(comprehension.iterRange());
                walk(comprehension.accuInit());
                walk(comprehension.loopCondition());
                walk(comprehension.loopStep());
                walk(comprehension.result());
            }
            case CONSTANT, IDENT, NOT_SET -> {}
        }
    }

    private void walkAll(List<CelExpr> exprs) throws ExpressionException {
        for (CelExpr expr : exprs) {
            walk(expr);
        }
    }

    private void call(CelExpr expr) throws ExpressionException {
        calls.add(expr.call().function());
        List<CelExpr> args = expr.call().args();
        List<String> path = new ArrayList<>();
        if (expr.call().function().equals("_[_]") && collect(args.get(0), path) && isHeaders(path)) {
            Optional<String> name = text(args.get(1));
            if (name.isEmpty()) {
                throw new ExpressionException("the name of a header is a text: " + String.join(".", path) + "['name']");
            }
            found.add(List.copyOf(path));
            headers.add(name.get());
            return;
        }
        checkLiterals(expr.call().function(), args);
        // The time RE2 takes to read a pattern grows with the square of its length, which a record must not decide.
        if (expr.call().function().equals("matches")
                && !args.isEmpty()
                && text(args.get(args.size() - 1)).isEmpty()) {
            throw new ExpressionException("the pattern of matches must be a text in quotes: s.matches('[A-Z]+')");
        }
        if (expr.call().target().isPresent()) {
            walk(expr.call().target().get());
        }
        walkAll(args);
    }

    /** A pattern or zone that never works is told before the first record comes. */
    private static void checkLiterals(String function, List<CelExpr> args) throws ExpressionException {
        int pattern = switch (function) {
            case "parseDate", "parseTimestamp" -> 1;
            case "format" -> 0;
            default -> -1;
        };
        if (pattern < 0) {
            return;
        }
        Optional<String> written = args.size() > pattern ? text(args.get(pattern)) : Optional.empty();
        Optional<String> zone = args.size() > pattern + 1 ? text(args.get(pattern + 1)) : Optional.empty();
        if (written.isPresent()) {
            Times.checkPattern(written.get());
        }
        if (zone.isPresent()) {
            Times.checkZone(zone.get());
        }
    }

    private static Optional<String> text(CelExpr expr) {
        return expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                        && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? Optional.of(expr.constant().stringValue())
                : Optional.empty();
    }

    private static boolean isHeaders(List<String> path) {
        return path.size() == 2 && path.get(1).equals(HEADERS) && !path.get(0).equals("row");
    }

    private void select(CelExpr expr) throws ExpressionException {
        List<String> path = new ArrayList<>();
        if (expr.select().testOnly() && collect(expr.select().operand(), path)) {
            String whole = String.join(".", path) + "." + expr.select().field();
            throw new ExpressionException(
                    "has(" + whole + ") is not needed: a missing value is null; write " + whole + " != null");
        }
        walk(expr.select().operand());
    }

    /** Whether the expression is a root or a path below it; fills in the steps. */
    private boolean collect(CelExpr expr, List<String> path) {
        if (expr.getKind() == CelExpr.ExprKind.Kind.IDENT) {
            path.add(expr.ident().name());
            return roots.contains(expr.ident().name());
        }
        if (expr.getKind() == CelExpr.ExprKind.Kind.SELECT && !expr.select().testOnly()) {
            boolean below = collect(expr.select().operand(), path);
            path.add(expr.select().field());
            return below;
        }
        return false;
    }
}
