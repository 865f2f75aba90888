package io.millrace.runtime.topology;

import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;

/** Names of nodes, stores and internal topics; all hang on port names, so that they survive a change of the topology. */
public final class NodeNames {
    private NodeNames() {}

    static String source(InputPort input) {
        return input.name() + "-source";
    }

    static String processor(InputPort input) {
        return input.name() + "-processor";
    }

    static String sink(InputPort input, OutputPort output) {
        return input.name() + "-to-" + output.name();
    }

    static String deadLetters(InputPort input) {
        return input.name() + "-dead-letters";
    }

    static String eventIds(InputPort input) {
        return input.name() + "-event-ids";
    }

    static String ledger(InputPort input) {
        return input.name() + "-ledger";
    }

    static String versions(InputPort input) {
        return input.name() + "-versions";
    }

    static String anchor(InputPort input) {
        return input.name() + "-process-id";
    }

    /** The internal topic that every input port has. */
    public static String ledgerTopic(Product product, InputPort input) {
        return product.applicationId() + "-" + ledger(input) + "-changelog";
    }
}
