package io.millrace.contracts.product;

import java.util.Map;

/**
 * Java code that makes the rows of a product's output ports, where a contract alone is not enough.
 *
 * @param className fully qualified name of the class
 * @param inputs what each input port reads, by its name: contracts that other products serve, so that the code sees
 *     nothing but what has passed their checks and masks
 */
public record JavaTopology(String className, Map<String, RowContract> inputs) {
    public JavaTopology {
        inputs = Map.copyOf(inputs);
    }
}
