package io.millrace.runtime.topology;

import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.product.RowContract;
import io.millrace.contracts.product.RowInputs;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Numbers of partitions that must agree: one task merges the same partition of several topics. */
public final class CoPartitions {
    private CoPartitions() {}

    /**
     * Partitions of an output topic: as declared, else as many as its input has, or the largest of several inputs.
     *
     * @param byInput partitions by input port name, of those that exist
     * @return empty where no input exists and nothing is declared
     */
    public static OptionalInt expected(OutputPort output, Map<String, Integer> byInput) {
        return output.partitions().isPresent()
                ? output.partitions()
                : output.contract().inputs().ports().stream()
                        .map(byInput::get)
                        .filter(Objects::nonNull)
                        .mapToInt(Integer::intValue)
                        .max();
    }

    /** What does not agree; empty where everything does, as far as the topics exist. */
    public static List<String> problems(Product product, Map<String, Integer> byInput) {
        Set<String> problems = new LinkedHashSet<>();
        for (OutputPort output : product.outputPorts()) {
            RowContract contract = output.contract();
            List<String> ports = contract.inputs().ports().stream()
                    .filter(byInput::containsKey)
                    .toList();
            boolean agree = ports.stream().map(byInput::get).distinct().count() < 2;
            if (contract.inputs().combine() == RowInputs.Combine.MERGE && !agree) {
                problems.add("product " + product.qualifiedName() + ", contract " + contract.reference()
                        + ": merged inputs must have the same number of partitions, so that the records of one key meet,"
                        + " but "
                        + ports.stream()
                                .map(port -> port + " has " + byInput.get(port))
                                .collect(Collectors.joining(" and "))
                        + "; give their topics the same number, under new names if they hold records");
            }
        }
        return List.copyOf(problems);
    }
}
