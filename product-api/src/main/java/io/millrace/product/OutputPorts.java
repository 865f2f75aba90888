package io.millrace.product;

/** The output ports of a product, by the names that its descriptor gives them. */
public interface OutputPorts {
    /**
     * An output port.
     *
     * @throws IllegalArgumentException where the product has no such port
     */
    OutputPort port(String name);
}
