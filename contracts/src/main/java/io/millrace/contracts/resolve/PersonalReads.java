package io.millrace.contracts.resolve;

import io.millrace.contracts.odcs.ContractDocument;
import io.millrace.contracts.odcs.Property;
import io.millrace.contracts.odcs.SchemaObject;
import io.millrace.contracts.odps.ProductDocument;
import io.millrace.contracts.problem.Location;
import io.millrace.contracts.product.FieldPath;
import io.millrace.contracts.product.RowInputs.Combine;
import io.millrace.contracts.yaml.Sited;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the tagged properties of a mesh read. A captured table has no contract that could tag its columns; but a column
 * that one property masks is personal for all others as well, in whichever product. Judged from the documents alone,
 * before anything is resolved; what is wrong with them is noted elsewhere.
 */
public final class PersonalReads {
    private static final String KEY = "key";

    /** By what input ports read: a contract's id, or the name of a captured table. */
    private final Map<String, List<Tagged>> byInput = new HashMap<>();

    private PersonalReads() {}

    /**
     * A tagged property that leaves masked.
     *
     * @param steps below the record's root, old and new row alike; empty for the record's key
     * @param covered where it stands itself, and the properties inside, which its mask covers
     */
    private record Tagged(List<String> steps, Personal personal, Set<Location> covered) {}

    /** The reads of all contracts that products serve. */
    public static PersonalReads of(Iterable<ProductDocument> products, Map<String, ContractDocument> contracts) {
        PersonalReads reads = new PersonalReads();
        for (ProductDocument product : products) {
            if (product.topology().isPresent()) {
                // Its contracts name no paths, and what its code reads is masked.
                continue;
            }
            Map<String, String> inputs = new LinkedHashMap<>();
            product.inputs()
                    .forEach(input -> inputs.putIfAbsent(
                            input.name().value(), input.contractId().value()));
            product.outputs().stream()
                    .map(output -> output.contractId().value())
                    .distinct()
                    .map(contracts::get)
                    .filter(Objects::nonNull)
                    .flatMap(contract -> contract.objects().stream())
                    .filter(object -> !inputs.isEmpty())
                    .forEach(object -> reads.add(object, inputs));
        }
        return reads;
    }

    /**
     * The tagged properties that read what a path reads, a part of it, or what it is a part of.
     *
     * @param input what the input port reads
     * @param path below the port
     * @param reader the property that reads it; what it says itself, or a property around it, does not count
     */
    List<Personal> behind(String input, FieldPath path, Location reader) {
        List<String> steps = path.steps();
        boolean key = isKey(steps);
        // Whole records are refused, and what stands beside the row is the connector's or Kafka's.
        if (!key && (!InputPaths.isRow(steps.get(0)) || steps.size() < 2)) {
            return List.of();
        }
        List<String> read = key ? List.of() : steps.subList(1, steps.size());
        return byInput.getOrDefault(input, List.of()).stream()
                .filter(tagged -> key ? tagged.steps().isEmpty() : meet(tagged.steps(), read))
                .filter(tagged -> !tagged.covered().contains(reader))
                .map(Tagged::personal)
                .distinct()
                .toList();
    }

    private static boolean meet(List<String> tagged, List<String> read) {
        int common = Math.min(tagged.size(), read.size());
        return common > 0 && tagged.subList(0, common).equals(read.subList(0, common));
    }

    private void add(SchemaObject object, Map<String, String> inputs) {
        Combine combine = object.combination().combine().map(Sited::value).orElse(Combine.NONE);
        Set<String> united = new LinkedHashSet<>();
        if (combine == Combine.UNION) {
            object.combination().inputs().forEach(name -> united.add(name.value()));
            united.addAll(united.isEmpty() ? inputs.keySet() : Set.of());
            united.retainAll(inputs.keySet());
        }
        String first = (united.isEmpty() ? inputs.keySet() : united).iterator().next();
        Set<String> ports = new LinkedHashSet<>(united);
        for (Property property : object.properties()) {
            paths(property, first).stream()
                    .map(steps -> steps.get(0))
                    .filter(inputs::containsKey)
                    .forEach(ports::add);
        }
        Contract contract = new Contract(inputs, united, ports);
        object.properties().forEach(property -> add(property, paths(property, first), contract));
    }

    /**
     * What the properties of a contract have in common.
     *
     * @param inputs what the product's input ports read, by port
     * @param united ports that share their paths
     * @param ports all that the contract reads
     */
    private record Contract(Map<String, String> inputs, Set<String> united, Set<String> ports) {}

    private void add(Property property, List<List<String>> paths, Contract contract) {
        Optional<Sited<String>> kind = Tags.personal(property.tags());
        if (kind.isPresent() && property.ours().unmasked().isEmpty()) {
            Personal personal =
                    new Personal(kind.get(), Optional.of(property.fieldName().value()));
            Set<Location> covered = covered(property);
            for (List<String> path : paths) {
                Set<String> ports = contract.united().contains(path.get(0)) ? contract.united() : Set.of(path.get(0));
                List<String> steps = path.subList(1, path.size());
                if (isKey(steps) || InputPaths.isRow(steps.get(0))) {
                    note(ports, contract, steps.subList(1, steps.size()), isKey(steps), personal, covered);
                }
            }
            if (property.primaryKey()) {
                // Records of a row are keyed by it, in each input that has a share in the row.
                note(contract.ports(), contract, List.of(), true, personal, covered);
            }
        }
        property.children().forEach(child -> add(child, below(paths, child, false), contract));
        property.items().ifPresent(items -> add(items, below(paths, items, true), contract));
        property.map().ifPresent(map -> add(map.value(), below(paths, map.value(), true), contract));
    }

    private void note(
            Set<String> ports,
            Contract contract,
            List<String> steps,
            boolean key,
            Personal personal,
            Set<Location> covered) {
        if (!key && steps.isEmpty()) {
            return;
        }
        for (String port : ports) {
            Optional.ofNullable(contract.inputs().get(port))
                    .ifPresent(input -> byInput.computeIfAbsent(input, absent -> new ArrayList<>())
                            .add(new Tagged(steps, personal, covered)));
        }
    }

    /** What a property of the row reads, the port's name first; at least two steps each. */
    private static List<List<String>> paths(Property property, String first) {
        if (property.transformLogic().isEmpty()) {
            // Whether changes or events: both roots hold the row.
            return List.of(List.of(first, "after", property.fieldName().value()));
        }
        return ReadPaths.of(property.transformLogic().get().value()).stream()
                .filter(steps -> steps.size() > 1)
                .toList();
    }

    /** What a property inside another reads, given what that one reads. */
    private static List<List<String>> below(List<List<String>> around, Property property, boolean item) {
        List<String> further = property.transformLogic()
                .map(logic -> ReadPaths.steps(logic.value().strip()))
                .map(steps -> steps.subList(1, steps.size()))
                .orElseGet(() -> item ? List.of() : List.of(property.fieldName().value()));
        return around.stream()
                .map(path -> {
                    List<String> steps = new ArrayList<>(path);
                    steps.addAll(further);
                    return List.copyOf(steps);
                })
                .toList();
    }

    private static Set<Location> covered(Property property) {
        Set<Location> covered = new HashSet<>(Set.of(property.at().location()));
        property.children().forEach(child -> covered.addAll(covered(child)));
        property.items().ifPresent(items -> covered.addAll(covered(items)));
        property.map().ifPresent(map -> covered.addAll(covered(map.value())));
        return covered;
    }

    private static boolean isKey(List<String> steps) {
        return steps.equals(List.of(KEY));
    }
}
