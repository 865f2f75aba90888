package io.millrace.contracts.product;

/** Where a field's value comes from. */
public sealed interface FieldSource {
    /** A bare path: a direct copy. */
    record Path(FieldPath path) implements FieldSource {}

    /**
     * An expression beyond a path.
     *
     * @param expression Common Expression Language over the input ports by name
     */
    record Cel(String expression) implements FieldSource {}
}
