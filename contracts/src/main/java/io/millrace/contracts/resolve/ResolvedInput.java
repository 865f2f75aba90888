package io.millrace.contracts.resolve;

import io.millrace.contracts.odcs.ContractDocument;
import io.millrace.contracts.product.InputFormat;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.table.TableShape;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An input port and what is known of its records.
 *
 * @param contract of the records; empty for a captured table
 * @param rawRetention how long the topic keeps records, where the mesh declares it
 */
record ResolvedInput(InputPort port, Optional<ContractDocument> contract, Optional<Duration> rawRetention) {

    /** What the first step behind the port's name may be. */
    Set<String> roots() {
        return roots(port.format());
    }

    /** The same input on a table of which the columns are known. */
    ResolvedInput onTable(TableShape shape) {
        return new ResolvedInput(port.withTable(shape), contract, rawRetention);
    }

    /** The same input on a source that tells in its offset topic up to when everything is there. */
    ResolvedInput followedBy(String offsetTopic) {
        return new ResolvedInput(port.withWatermark(offsetTopic), contract, rawRetention);
    }

    static Set<String> roots(InputFormat format) {
        return format.isChange()
                ? Set.of("before", "after", "source", "op", "key", "headers")
                : Set.of("event", "key", "headers");
    }

    /** The record's root that a field of the same name is read from. */
    List<String> defaultPath(String field) {
        return port.format().isChange() ? List.of("after", field) : List.of("event", field);
    }
}
