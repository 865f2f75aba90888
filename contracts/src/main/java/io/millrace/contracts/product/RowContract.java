package io.millrace.contracts.product;

import io.millrace.contracts.problem.Location;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A data contract (ODCS) with one schema object, bound to the input ports it reads.
 *
 * @param id id of the contract
 * @param version semantic version of the contract
 * @param recordName name of the Avro record
 * @param namespace namespace of the Avro record
 * @param description becomes the Avro doc; may be empty
 * @param inputs the input ports its fields read, and how rows come of them
 * @param filter CEL over one input port; a row for which it is false leaves the port
 * @param fields in the order of the contract
 * @param rules rules over the whole row, in the order of the contract
 * @param serviceLevels what is promised about time
 * @param readers who may read the topic
 * @param location of the contract
 * @param checks what the record at hand alone cannot decide
 */
public record RowContract(
        String id,
        String version,
        String recordName,
        String namespace,
        String description,
        RowInputs inputs,
        Optional<CelText> filter,
        List<Field> fields,
        List<RowRule> rules,
        ServiceLevels serviceLevels,
        List<Reader> readers,
        Location location,
        StreamChecks checks) {

    public RowContract {
        fields = List.copyOf(fields);
        rules = List.copyOf(rules);
        readers = List.copyOf(readers);
    }

    /** Whether the contract reads an input port. */
    public boolean reads(String inputPort) {
        return inputs.ports().contains(inputPort);
    }

    /** {@code <id>@<version>}: the value of header {@code mr-contract}. */
    public String reference() {
        return id + "@" + version;
    }

    /** The fields, and all that is inside their records, arrays and maps. */
    public List<Field> everyField() {
        return fields.stream().flatMap(Field::withInside).toList();
    }

    /** The key fields in the order of {@code primaryKeyPosition}; empty where the contract has no key. */
    public List<Field> keyFields() {
        return fields.stream()
                .filter(field -> field.primaryKeyPosition().isPresent())
                .sorted(Comparator.comparingInt(
                        field -> field.primaryKeyPosition().orElseThrow()))
                .toList();
    }

    /**
     * A consumer that the contract names (ODCS: an entry of its list of roles).
     *
     * @param role name of the role
     * @param principal Kafka principal, such as {@code User:finance-bi}
     */
    public record Reader(String role, String principal) {}
}
