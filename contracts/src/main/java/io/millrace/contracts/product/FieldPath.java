package io.millrace.contracts.product;

import java.util.List;

/**
 * A path into a record of an input port, such as {@code orders.after.total}.
 *
 * @param inputPort the port, the first step as written
 * @param steps the remaining steps from the record's root, at least one; for change events the first is {@code before},
 *     {@code after}, {@code source} or {@code op}, for domain events {@code event}
 */
public record FieldPath(String inputPort, List<String> steps) {
    public FieldPath {
        steps = List.copyOf(steps);
    }

    @Override
    public String toString() {
        return inputPort + "." + String.join(".", steps);
    }
}
