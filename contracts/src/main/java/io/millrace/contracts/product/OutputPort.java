package io.millrace.contracts.product;

import java.util.OptionalInt;

/**
 * Where a product serves a contract.
 *
 * @param name name of the port
 * @param version version of the port
 * @param topic prefixed by the environment
 * @param view every change, or the latest row per key
 * @param deletes how a deleted row shows in the topic
 * @param partitions partitions of the topic; empty: as many as the input topic has
 * @param contract what is promised
 * @param compatibility how versions of the schema must fit together
 */
public record OutputPort(
        String name,
        String version,
        String topic,
        View view,
        Deletes deletes,
        OptionalInt partitions,
        RowContract contract,
        CompatibilityLevel compatibility) {

    /** A port whose schema versions must all read each other's records. */
    public OutputPort(
            String name,
            String version,
            String topic,
            View view,
            Deletes deletes,
            OptionalInt partitions,
            RowContract contract) {
        this(name, version, topic, view, deletes, partitions, contract, CompatibilityLevel.DEFAULT);
    }

    /** What a reader of the topic sees. */
    public enum View {
        /** Every change, in order per key; retained by time. */
        HISTORY,
        /** The latest row per key; compacted. */
        LATEST
    }

    /** How a deleted row shows in the topic. */
    public enum Deletes {
        /** A record without a value, with header {@code mr-op: d}. */
        TOMBSTONE,
        /** The last row, with header {@code mr-op: d}; needs REPLICA IDENTITY FULL. History only. */
        MARKER
    }
}
