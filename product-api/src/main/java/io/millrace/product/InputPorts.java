package io.millrace.product;

/** The input ports of a product, by the names that its descriptor gives them. */
public interface InputPorts {
    /**
     * An input port.
     *
     * @throws IllegalArgumentException where the product has no such port
     */
    InputPort port(String name);
}
