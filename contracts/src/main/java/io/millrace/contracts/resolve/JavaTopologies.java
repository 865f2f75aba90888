package io.millrace.contracts.resolve;

import io.millrace.contracts.odps.ProductDocument;
import io.millrace.contracts.odps.ProductDocument.Input;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.JavaTopology;
import io.millrace.contracts.product.OutputPort.Deletes;
import io.millrace.contracts.product.RowContract;
import io.millrace.contracts.yaml.Sited;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Judges what a product with a Java topology declares. Its code is to see nothing that has not been checked and masked:
 * so its input ports read what other products serve, and nothing else.
 */
final class JavaTopologies {
    private static final Pattern CLASS_NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*(\\.[A-Za-z_$][A-Za-z0-9_$]*)*");

    private final Catalogue catalogue;
    private final Map<String, RowContract> served;
    private final Problems problems;

    /** @param served the contracts of the products resolved so far, by id */
    JavaTopologies(Catalogue catalogue, Map<String, RowContract> served, Problems problems) {
        this.catalogue = catalogue;
        this.served = served;
        this.problems = problems;
    }

    /** The topology; empty where something is wrong with what it reads, which is noted. */
    Optional<JavaTopology> of(ProductDocument product, Sited<String> className) {
        if (!CLASS_NAME.matcher(className.value()).matches()) {
            problems.error(
                    className.at(),
                    "'" + className.value() + "' is no name of a Java class. Write it with its package, such as"
                            + " 'com.acme.Customer360'.");
        }
        product.periods()
                .ifPresent(periods -> problems.error(
                        periods.length().at(),
                        "Periods are told of what an input port has read until when, which says nothing about rows that"
                                + " a Java topology still keeps. Remove them."));
        product.guarantee()
                .ifPresent(guarantee -> problems.error(
                        guarantee.at(), "A product with a Java topology runs exactly once. Remove 'guarantee'."));
        product.outputs().stream()
                .flatMap(output -> output.deletes().stream())
                .filter(deletes -> deletes.value() == Deletes.MARKER)
                .forEach(deletes -> problems.error(
                        deletes.at(),
                        "A Java topology says that a row is gone by a record without a value, which holds no last row"
                                + " for 'deletes: marker'. Write 'tombstone'."));
        Map<String, RowContract> inputs = new HashMap<>();
        for (Input input : product.inputs()) {
            refuseSettings(input);
            contract(input).ifPresent(contract -> inputs.put(input.name().value(), contract));
        }
        return inputs.size() == product.inputs().size()
                ? Optional.of(new JavaTopology(className.value(), inputs))
                : Optional.empty();
    }

    private void refuseSettings(Input input) {
        input.identity().ifPresent(found -> refused("identity", found.at()));
        input.eventTime().ifPresent(found -> refused("eventTime", found.at()));
        input.deleteWhen().ifPresent(found -> refused("deleteWhen", found.at()));
        input.format().ifPresent(found -> refused("format", found.at()));
    }

    private void refused(String key, Place at) {
        problems.error(
                at,
                "'" + key + "' is not run in front of a Java topology: the product that serves the records has judged"
                        + " them. Remove it.");
    }

    private Optional<RowContract> contract(Input input) {
        String id = input.contractId().value();
        RowContract contract = served.get(id);
        if (contract != null) {
            return Optional.of(contract);
        }
        // What a product serves that has an error of its own is not known here, and told there.
        boolean told = catalogue.servedBy().containsKey(id);
        if (!told) {
            problems.error(
                    input.contractId().at(),
                    "A Java topology reads what other products serve, so that its code, its state and its logs hold masked"
                            + " values only, but '" + id + "' is raw. Put a product with a contract in front, and read"
                            + " that contract here.");
        }
        return Optional.empty();
    }
}
