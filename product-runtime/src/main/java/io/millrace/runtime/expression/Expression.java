package io.millrace.runtime.expression;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A compiled, type-checked expression. Immutable. */
public final class Expression {
    private final CelRuntime.Program program;
    private final Map<String, Integer> indexes = new HashMap<>();

    Expression(CelRuntime.Program program, List<List<String>> references) {
        this.program = program;
        for (List<String> reference : references) {
            indexes.put(String.join(".", reference), indexes.size());
        }
    }

    /** The values an expression names, asked for one by one as they are needed. */
    @FunctionalInterface
    public interface Values {
        /**
         * The value of {@link ParsedExpression#references} at an index, made by {@link CelValues}.
         *
         * @return null where it cannot be had; the evaluation then fails
         */
        @Nullable
        Object value(int reference);
    }

    /**
     * Evaluates.
     *
     * @return the result ({@link CelValues#missing} for null), or Java's null where the evaluation fails: a value was
     *     missing where the language needs one, a division by zero, an overflow. Why is not told, since CEL's texts
     *     may quote values.
     */
    public @Nullable Object evaluate(Values values) {
        try {
            return program.eval(name -> {
                Integer index = indexes.get(name);
                return index == null ? Optional.empty() : Optional.ofNullable(values.value(index));
            });
        } catch (CelEvaluationException | RuntimeException | StackOverflowError e) {
            // The stack is overflowed by patterns out of records that nest tens of thousands deep.
            return null;
        }
    }
}
