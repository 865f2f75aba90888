package io.millrace.contracts.odcs;

import io.millrace.contracts.problem.Place;
import io.millrace.contracts.product.RowInputs.Absent;
import io.millrace.contracts.product.RowInputs.Combine;
import io.millrace.contracts.product.RowInputs.Unavailable;
import io.millrace.contracts.yaml.Sited;
import java.util.List;
import java.util.Optional;

/**
 * An object of a contract's schema: what the records of a topic look like.
 *
 * @param description may be empty
 * @param namespace of the Avro record (datacontract-cli's custom property)
 * @param combination how rows come of input ports
 * @param filter CEL over the input port
 * @param partitions of the topic of an input contract
 */
public record SchemaObject(
        Place at,
        Sited<String> name,
        Optional<Sited<String>> physicalName,
        Optional<Sited<String>> logicalType,
        String description,
        List<Sited<String>> tags,
        List<Property> properties,
        List<QualityRule> quality,
        Optional<Sited<String>> namespace,
        Combination combination,
        Optional<Sited<String>> filter,
        Optional<Sited<Integer>> partitions) {

    public SchemaObject {
        tags = List.copyOf(tags);
        properties = List.copyOf(properties);
        quality = List.copyOf(quality);
    }

    /**
     * How rows come of input ports, as far as it is written.
     *
     * @param inputs names of the input ports of a union; empty: all of the product
     */
    public record Combination(
            Optional<Sited<Combine>> combine,
            List<Sited<String>> inputs,
            Optional<Sited<Unavailable>> unavailable,
            Optional<Sited<Absent>> absent) {
        public Combination {
            inputs = List.copyOf(inputs);
        }
    }
}
