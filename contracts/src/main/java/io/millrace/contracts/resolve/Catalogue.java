package io.millrace.contracts.resolve;

import io.millrace.contracts.naming.Environment;
import io.millrace.contracts.odcs.ContractDocument;
import io.millrace.contracts.odps.ProductDocument;
import io.millrace.contracts.source.SourceDescriptor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything of a mesh that a product may refer to.
 *
 * @param contracts by id
 * @param contractDomains domain of each contract, by its id
 * @param sources by name
 * @param servedBy output ports by the id of the contract they serve
 * @param personalReads what the tagged properties of all products read
 * @param environment put before topics and application ids
 * @param complete whether all contracts and sources could be read; if not, what is missing here need not be missing
 */
public record Catalogue(
        Map<String, ContractDocument> contracts,
        Map<String, Domain> contractDomains,
        Map<String, SourceDescriptor> sources,
        Map<String, List<Served>> servedBy,
        PersonalReads personalReads,
        Environment environment,
        boolean complete) {

    /**
     * An output port that serves a contract.
     *
     * @param product {@code <domain>.<product>}
     * @param port name of the port
     * @param topic as declared, without the environment
     */
    public record Served(String product, String port, String topic) {}

    /** The output ports of products, each given with its domain. */
    public static Map<String, List<Served>> served(
            Map<ProductDocument, Domain> products, Map<String, ContractDocument> contracts) {
        Map<String, List<Served>> served = new LinkedHashMap<>();
        products.forEach((product, domain) -> {
            for (ProductDocument.Output output : product.outputs()) {
                Optional<ContractDocument> contract =
                        Optional.ofNullable(contracts.get(output.contractId().value()));
                String topic = OutputTopics.of(product, domain, output, contract);
                served.computeIfAbsent(output.contractId().value(), id -> new ArrayList<>())
                        .add(new Served(
                                domain.name() + "." + product.name().value(),
                                output.name().value(),
                                topic));
            }
        });
        return served;
    }
}
