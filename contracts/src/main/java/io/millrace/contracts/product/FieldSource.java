package io.millrace.contracts.product;

import io.millrace.contracts.problem.Location;
import java.util.Optional;

/** Where a field's value comes from. */
public sealed interface FieldSource {
    /** Where an expression is written; empty for a path, which mostly is not written at all. */
    default Optional<Location> location() {
        return Optional.empty();
    }

    /** A bare path: a direct copy. */
    record Path(FieldPath path) implements FieldSource {}

    /**
     * An expression beyond a path.
     *
     * @param expression Common Expression Language over the input ports by name
     * @param at where it is written
     */
    record Cel(String expression, Location at) implements FieldSource {
        @Override
        public Optional<Location> location() {
            return Optional.of(at);
        }
    }
}
