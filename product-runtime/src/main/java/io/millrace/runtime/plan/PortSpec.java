package io.millrace.runtime.plan;

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
}
