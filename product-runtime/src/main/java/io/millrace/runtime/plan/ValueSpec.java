package io.millrace.runtime.plan;

import io.millrace.runtime.expression.ParsedExpression;
import java.util.List;

/** Where a value comes from, before the writer's schema is known. */
sealed interface ValueSpec {

    /**
     * A bare path.
     *
     * @param path as written, for messages
     * @param slot where a reader puts the value
     */
    record AtPath(String path, int slot) implements ValueSpec {}

    /**
     * An expression.
     *
     * @param expression parsed
     * @param inputs one path for each of its references
     */
    record Computed(ParsedExpression expression, List<AtPath> inputs) implements ValueSpec {
        public Computed {
            inputs = List.copyOf(inputs);
        }
    }
}
