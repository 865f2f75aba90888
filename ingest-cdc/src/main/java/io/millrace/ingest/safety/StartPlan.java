package io.millrace.ingest.safety;

import io.millrace.ingest.position.IngestOffset;

/** How a source starts, once all checks passed. */
public sealed interface StartPlan {

    /** What is known at the start. */
    IngestOffset offset();

    /** Reads on from the last committed transaction. */
    record Resume(IngestOffset offset) implements StartPlan {}

    /**
     * Reads all rows first. A snapshot that did not finish is never resumed: rows deleted since would stay.
     *
     * @param offset without a resume point; it is committed before the slot is made
     * @param dropSlot whether the slot of an unfinished attempt stands in the way
     */
    record Snapshot(IngestOffset offset, boolean dropSlot) implements StartPlan {}
}
