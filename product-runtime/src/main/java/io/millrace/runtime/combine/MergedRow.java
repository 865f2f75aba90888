package io.millrace.runtime.combine;

import io.millrace.runtime.record.Outcome;
import java.util.Optional;

/** What a row is once one more part of it has come. */
public sealed interface MergedRow {
    /** The part cannot be merged. */
    record Refused(Outcome.Rejected why) implements MergedRow {}

    /**
     * The row.
     *
     * @param stored to be stored under its key; empty: to be deleted there
     * @param record its Avro binary, without framing; empty where it is not complete
     * @param last its Avro binary before a deletion of the input that owns the key; empty where it was not complete, or
     *     where something else happened
     * @param wasComplete whether it was complete before
     * @param flags comma-separated names of the rules that flagged what it is made of, or was before its deletion
     */
    record Row(
            Optional<byte[]> stored, Optional<byte[]> record, Optional<byte[]> last, boolean wasComplete, String flags)
            implements MergedRow {}
}
