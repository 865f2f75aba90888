package io.millrace.contracts.resolve;

import io.millrace.contracts.naming.Topics;
import io.millrace.contracts.odcs.ContractDocument;
import io.millrace.contracts.odcs.SchemaObject;
import io.millrace.contracts.odps.ProductDocument;
import io.millrace.contracts.yaml.Sited;
import java.util.Optional;

/** The topic of an output port: the contract's physical name if it names this port's topic only, else by default. */
final class OutputTopics {

    private OutputTopics() {}

    static String of(
            ProductDocument product,
            Domain domain,
            ProductDocument.Output output,
            Optional<ContractDocument> contract) {
        long ports = product.outputs().stream()
                .filter(other ->
                        other.contractId().value().equals(output.contractId().value()))
                .count();
        return contract.filter(found -> ports == 1 && found.objects().size() == 1)
                .map(found -> found.objects().get(0))
                .flatMap(SchemaObject::physicalName)
                .map(Sited::value)
                .orElseGet(() -> Topics.output(
                        domain.name(),
                        product.name().value(),
                        output.name().value(),
                        output.version().value()));
    }
}
