package io.millrace.runtime.lifecycle;

/** What is to be done before a product can start, such as creating its topics. Tried again while somebody does not answer. */
@FunctionalInterface
public interface Preparation {
    /** Nothing is. */
    Preparation NONE = () -> {};

    /**
     * Does it. A {@link org.apache.kafka.common.KafkaException} or a retriable {@link
     * io.millrace.contracts.registry.RegistryException} says that somebody does not answer.
     *
     * @throws ProductStartException where waiting does not help
     * @throws NotYetException where something is missing that somebody else makes
     */
    void prepare() throws ProductStartException;
}
