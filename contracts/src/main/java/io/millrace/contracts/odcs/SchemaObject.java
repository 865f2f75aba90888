package io.millrace.contracts.odcs;

import io.millrace.contracts.problem.Place;
import io.millrace.contracts.yaml.Sited;
import java.util.List;
import java.util.Optional;

/**
 * An object of a contract's schema: what the records of a topic look like.
 *
 * @param description may be empty
 * @param namespace of the Avro record (datacontract-cli's custom property)
 * @param combine how several inputs are put together, as written
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
        Optional<Sited<String>> combine,
        Optional<Sited<String>> filter,
        Optional<Sited<Integer>> partitions) {

    public SchemaObject {
        tags = List.copyOf(tags);
        properties = List.copyOf(properties);
        quality = List.copyOf(quality);
    }
}
