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
     * A part of the record's key, which is the canonical text of the contract's key fields.
     *
     * @param part place among the key fields
     * @param parts number of key fields
     */
    record KeyPart(int part, int parts) implements ValueSpec {}

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

    /**
     * A record, array or map at a path, each field inside with a source of its own.
     *
     * @param at where it stands
     * @param content what is inside
     */
    record OfNested(AtPath at, NestedSpec content) implements ValueSpec {}
}
