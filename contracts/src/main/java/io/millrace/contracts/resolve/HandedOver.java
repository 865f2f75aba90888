package io.millrace.contracts.resolve;

import io.millrace.contracts.odcs.Property;
import io.millrace.contracts.odcs.SchemaObject;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.Identity;
import io.millrace.contracts.product.InputFormat;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.InputRecords;
import io.millrace.contracts.product.RowContract;
import io.millrace.contracts.product.RowInputs;
import io.millrace.contracts.product.WindowMetric;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows that a Java topology hands over: each property of the contract is the field of its name of what is handed over.
 *
 * @param ports the input ports of the product, in the order of its descriptor
 * @param contracts what each of them reads
 */
record HandedOver(List<String> ports, Map<String, RowContract> contracts) {

    /** What is handed over, as the one input that the paths of such a contract start with. */
    static Map<String, ResolvedInput> asInput() {
        InputPort rows = new InputPort(
                RowInputs.HANDED_OVER,
                "",
                "",
                InputFormat.AVRO,
                new Identity.None(),
                Optional.empty(),
                Optional.empty(),
                InputRecords.UNKNOWN);
        return Map.of(RowInputs.HANDED_OVER, new ResolvedInput(rows, Optional.empty(), Optional.empty()));
    }

    /** Notes what a contract says that the topology's code does. */
    void check(SchemaObject object, Problems problems) {
        object.filter()
                .ifPresent(filter -> problems.error(
                        filter.at(),
                        "'filter' reads an input port, but the product's Java topology makes these rows. Filter in the"
                                + " code, and remove it here."));
        object.combination()
                .combine()
                .ifPresent(combine -> problems.error(
                        combine.at(),
                        "'combine' puts input ports together, but the product's Java topology makes these rows. Join in"
                                + " the code, and remove it here."));
        object.combination().unavailable().ifPresent(found -> repair("unavailable", found.at(), problems));
        object.combination().absent().ifPresent(found -> repair("absent", found.at(), problems));
        object.properties().forEach(property -> check(property, problems));
    }

    /** Notes metrics over windows: when a window is complete is known of an input, not of what code hands over. */
    void refuse(List<WindowMetric> metrics, Place contract, Problems problems) {
        metrics.forEach(metric -> problems.error(
                contract,
                "Metric '" + metric.name() + "' counts rows over a window, which is not run where a Java topology hands"
                        + " rows over. Serve the rows by a product that reads this one, with a contract that has the"
                        + " metric; or remove it."));
    }

    private static void repair(String key, Place at, Problems problems) {
        problems.error(
                at,
                "'" + key + "' repairs rows of an input port, but the product's Java topology makes these rows. Remove"
                        + " it.");
    }

    private static void check(Property property, Problems problems) {
        property.transformLogic()
                .ifPresent(logic -> problems.error(
                        logic.at(),
                        "'transformLogic' reads an input port, but the product's Java topology makes these rows. Compute"
                                + " the value in the code, hand it over in field '"
                                + property.fieldName().value() + "', and remove it here."));
        property.children().forEach(child -> check(child, problems));
        property.items().ifPresent(items -> check(items, problems));
        property.map().ifPresent(map -> check(map.value(), problems));
    }
}
