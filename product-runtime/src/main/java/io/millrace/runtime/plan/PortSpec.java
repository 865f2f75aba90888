package io.millrace.runtime.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An output port before the writer's schema is known.
 *
 * @param core what is fixed
 * @param sources where each field's value comes from, in the order of the contract
 * @param filter its filter, if any
 */
record PortSpec(PortCore core, List<ValueSpec> sources, Optional<ValueSpec.Computed> filter) {
    PortSpec {
        sources = List.copyOf(sources);
    }

    /** The port for records without a value, whose key is the canonical text of the contract's key fields. */
    PortPlan ofKey() {
        InputValue[] inputs = new InputValue[core.fields().size()];
        Arrays.fill(inputs, WriterBinding.NOTHING);
        int[] indexes = core.key().indexes();
        for (int part = 0; part < indexes.length; part++) {
            FieldCore field = core.fields().get(indexes[part]);
            inputs[indexes[part]] = new KeyPartValue(part, indexes.length, field.clearType());
        }
        return new PortPlan(core, List.of(inputs), null);
    }
}
