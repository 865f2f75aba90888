package io.millrace.ingest.safety;

import io.millrace.ingest.position.IngestOffset;

/** How a source starts, once all checks passed. */
public sealed interface StartPlan {

    /** What is known at the start. */
    IngestOffset offset();

    /** Reads on from the last committed transaction. */
    record Resume(IngestOffset offset) implements StartPlan {}

    /**
     * Reads on from there, and the rows of tables that were added.
     *
     * @param offset holds the snapshot of those tables, unless the source takes none; it is committed once the publication holds them
     */
    record Added(IngestOffset offset) implements StartPlan {}

    /**
     * Makes a slot and reads all rows beside its stream.
     *
     * @param offset without a resume point; it is committed before the slot is made, the slot's point after it
     * @param dropSlot whether a slot stands in the way that no offset record speaks of: a crash came between the two,
     *     and nothing was sent yet
     */
    record Snapshot(IngestOffset offset, boolean dropSlot) implements StartPlan {}
}
