package io.millrace.runtime.topology;

import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.product.RowContract;

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

    static String periods(InputPort input) {
        return input.name() + "-periods";
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

    /**
     * The store of the rows of a contract, by the contract's id: it outlives ports and versions. What Kafka does not
     * take in a topic name becomes a hyphen, and a checksum tells such ids apart.
     */
    static String rows(RowContract contract) {
        String id = contract.id();
        String legal = id.replaceAll("[^A-Za-z0-9._-]", "-");
        String name = legal.length() > 150 ? legal.substring(0, 150) : legal;
        return name.equals(id) ? name + "-rows" : name + "-" + Integer.toHexString(id.hashCode()) + "-rows";
    }

    /** The topic that holds the rows of a contract that keeps rows, masked. */
    public static String rowsTopic(Product product, RowContract contract) {
        return product.applicationId() + "-" + rows(contract) + "-changelog";
    }

    static String anchor(InputPort input) {
        return input.name() + "-process-id";
    }

    /** The internal topic that every input port has. */
    public static String ledgerTopic(Product product, InputPort input) {
        return product.applicationId() + "-" + ledger(input) + "-changelog";
    }
}
