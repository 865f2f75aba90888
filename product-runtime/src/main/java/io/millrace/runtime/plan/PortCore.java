package io.millrace.runtime.plan;

import io.millrace.contracts.product.OutputPort;
import java.util.List;
import java.util.Optional;

/**
 * What is fixed about an output port whatever the writer's schema. Immutable.
 *
 * @param port index of the port
 * @param output the port
 * @param schemaId registry id of its values' schema
 * @param fields in the order of the contract
 * @param rules over the row
 * @param key of its records
 * @param part what the port makes of a row, where it takes several records to make one
 * @param serviceLevelField index of the field the latency counts from, or -1
 * @param measures what its metrics count
 */
record PortCore(
        int port,
        OutputPort output,
        int schemaId,
        List<FieldCore> fields,
        List<RowCheck> rules,
        RecordKey key,
        Optional<PartCore> part,
        int serviceLevelField,
        RowMeasures measures) {

    PortCore {
        fields = List.copyOf(fields);
        rules = List.copyOf(rules);
    }

    OutputPort.View view() {
        return output.view();
    }

    /** A latest view has tombstones only, whatever is declared. */
    OutputPort.Deletes deletes() {
        return output.view() == OutputPort.View.LATEST ? OutputPort.Deletes.TOMBSTONE : output.deletes();
    }
}
