package io.millrace.contracts.product;

import io.millrace.contracts.problem.Location;

/** Where a field's value comes from. */
public sealed interface FieldSource {
    /** A bare path: a direct copy. */
    record Path(FieldPath path) implements FieldSource {}

    /**
     * An expression beyond a path.
     *
     * @param expression Common Expression Language over the input ports by name
     * @param location where it is written
     */
    record Cel(String expression, Location location) implements FieldSource {}
}
