package io.millrace.contracts.product;

import io.millrace.contracts.problem.Location;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A data product (ODPS), resolved: ports bound to topics and contracts, names prefixed by the environment.
 *
 * @param id id of the descriptor
 * @param name name within the domain
 * @param domain owning domain
 * @param version semantic version of the product
 * @param applicationId Kafka Streams {@code application.id}, {@code <domain>.<product>}; also the prefix of every
 *     internal topic and transactional id
 * @param deadLetterTopic {@code <domain>.<product>.dead-letter}
 * @param inputPorts in the order of the descriptor, at least one
 * @param outputPorts in the order of the descriptor, at least one
 * @param failureBudget when rejects stop the product
 * @param delivery how it delivers
 * @param location of the descriptor
 * @param topology the Java code that makes the rows of all output ports; empty where contracts say it all
 */
public record Product(
        String id,
        String name,
        String domain,
        String version,
        String applicationId,
        String deadLetterTopic,
        List<InputPort> inputPorts,
        List<OutputPort> outputPorts,
        FailureBudget failureBudget,
        Delivery delivery,
        Location location,
        Optional<JavaTopology> topology) {

    public Product {
        inputPorts = List.copyOf(inputPorts);
        outputPorts = List.copyOf(outputPorts);
    }

    /** A product that delivers as one does that says nothing about it. */
    public Product(
            String id,
            String name,
            String domain,
            String version,
            String applicationId,
            String deadLetterTopic,
            List<InputPort> inputPorts,
            List<OutputPort> outputPorts,
            FailureBudget failureBudget,
            Location location) {
        this(
                id,
                name,
                domain,
                version,
                applicationId,
                deadLetterTopic,
                inputPorts,
                outputPorts,
                failureBudget,
                Delivery.PLAIN,
                location,
                Optional.empty());
    }

    /** The same product with another number of replicas of its topics, and of the input topics that the mesh declares. */
    public Product withReplication(int replicas) {
        return new Product(
                id,
                name,
                domain,
                version,
                applicationId,
                deadLetterTopic,
                inputPorts.stream().map(port -> port.withReplication(replicas)).toList(),
                outputPorts,
                failureBudget,
                new Delivery(delivery.guarantee(), delivery.periods(), OptionalInt.of(replicas)),
                location,
                topology);
    }

    /** {@code <domain>.<product>}, without the environment's prefix: what people call it. */
    public String qualifiedName() {
        return domain + "." + name;
    }

    /**
     * The records that output ports judge: those of the input ports; where there is a Java topology, those that it
     * hands over, which come as if from one input port per output port, called like that.
     */
    public List<InputPort> judgedInputs() {
        return topology.isEmpty()
                ? inputPorts
                : outputPorts.stream().map(Product::handedOver).toList();
    }

    /** The output ports that judge the records of one of {@link #judgedInputs}. */
    public List<OutputPort> portsJudging(InputPort judged) {
        return topology.isEmpty()
                ? outputPortsReading(judged)
                : outputPorts.stream()
                        .filter(port -> port.name().equals(judged.name()))
                        .toList();
    }

    /** Names of the {@link #judgedInputs} whose records a port judges. */
    public List<String> judgedBy(OutputPort port) {
        return topology.isEmpty() ? port.contract().inputs().ports() : List.of(port.name());
    }

    private static InputPort handedOver(OutputPort port) {
        return new InputPort(
                port.name(),
                port.contract().id(),
                port.topic(),
                InputFormat.AVRO,
                new Identity.None(),
                Optional.empty(),
                Optional.empty(),
                InputRecords.UNKNOWN);
    }

    /** The output ports whose contract reads the given input port. */
    public List<OutputPort> outputPortsReading(InputPort input) {
        return outputPorts.stream()
                .filter(port -> port.contract().reads(input.name()))
                .toList();
    }
}
