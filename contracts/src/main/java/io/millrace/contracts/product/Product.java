package io.millrace.contracts.product;

import io.millrace.contracts.problem.Location;
import java.util.List;

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
 * @param location of the descriptor
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
        Location location) {

    public Product {
        inputPorts = List.copyOf(inputPorts);
        outputPorts = List.copyOf(outputPorts);
    }

    /** {@code <domain>.<product>}, without the environment's prefix: what people call it. */
    public String qualifiedName() {
        return domain + "." + name;
    }

    /** The output ports whose contract reads the given input port. */
    public List<OutputPort> outputPortsReading(InputPort input) {
        return outputPorts.stream()
                .filter(port -> port.contract().reads(input.name()))
                .toList();
    }
}
