package io.millrace.runtime.expression;

import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the paths below a root in a parsed expression: {@code orders.after.status}. */
final class References {
    private final String root;
    private final Set<List<String>> found = new LinkedHashSet<>();

    private References(String root) {
        this.root = root;
    }

    static List<List<String>> of(CelExpr expr, String root) throws ExpressionException {
        References references = new References(root);
        references.walk(expr);
        return List.copyOf(references.found);
    }

    private void walk(CelExpr expr) throws ExpressionException {
        List<String> path = new ArrayList<>();
        if (collect(expr, path)) {
            if (path.size() == 1) {
                throw new ExpressionException(
                        "'" + root + "' stands without a path; name a value: " + root + ".<name>");
            }
            found.add(List.copyOf(path));
            return;
        }
        switch (expr.getKind()) {
            case SELECT -> select(expr);
            case CALL -> {
                if (expr.call().target().isPresent()) {
                    walk(expr.call().target().get());
                }
                walkAll(expr.call().args());
            }
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

    private void select(CelExpr expr) throws ExpressionException {
        List<String> path = new ArrayList<>();
        if (expr.select().testOnly() && collect(expr.select().operand(), path)) {
            String whole = String.join(".", path) + "." + expr.select().field();
            throw new ExpressionException(
                    "has(" + whole + ") is not needed: a missing value is null; write " + whole + " != null");
        }
        walk(expr.select().operand());
    }

    /** Whether the expression is the root or a path below it; fills in the steps. */
    private boolean collect(CelExpr expr, List<String> path) {
        if (expr.getKind() == CelExpr.ExprKind.Kind.IDENT) {
            path.add(expr.ident().name());
            return expr.ident().name().equals(root);
        }
        if (expr.getKind() == CelExpr.ExprKind.Kind.SELECT && !expr.select().testOnly()) {
            boolean below = collect(expr.select().operand(), path);
            path.add(expr.select().field());
            return below;
        }
        return false;
    }
}
