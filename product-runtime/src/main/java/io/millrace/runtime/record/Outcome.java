package io.millrace.runtime.record;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of one input record at one output port. */
public sealed interface Outcome {

    /**
     * Leaves through the port.
     *
     * @param key canonical UTF-8 key of the output record
     * @param value framed Avro, or null for a tombstone
     * @param flags comma-separated names of the rules that only flag, or empty
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes to send on; nobody compares or changes them
    record Accepted(byte[] key, byte @Nullable [] value, String flags) implements Outcome {}

    /** The row does not match the port's filter, and nothing need be said about it. */
    record Filtered() implements Outcome {
        public static final Filtered INSTANCE = new Filtered();
    }

    /**
     * The row may have matched the port's filter before and does not any more: a latest view gets a tombstone.
     *
     * @param key canonical UTF-8 key of the output record
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes to send on; nobody compares or changes them
    record Retracted(byte[] key) implements Outcome {}

    /**
     * Something about a row of which the record holds a part; becomes one of the others with the rest of the row.
     *
     * @param key canonical UTF-8 key of the output record
     * @param change what happened to this part
     * @param fragment the part, where it is updated
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes to send on; nobody compares or changes them
    record Part(byte[] key, Change change, Optional<Fragment> fragment) implements Outcome {
        /** What can happen to a part of a row. */
        public enum Change {
            UPDATED,
            /** It does not match the filter (any more). */
            LEFT,
            DELETED
        }
    }

    /** Kept, but the row lacks required fields of another input, so that nothing is sent. */
    record Waiting() implements Outcome {
        public static final Waiting INSTANCE = new Waiting();
    }

    /** The same event was there before. */
    record Duplicate() implements Outcome {
        public static final Duplicate INSTANCE = new Duplicate();
    }

    /**
     * Becomes a dead letter.
     *
     * @param reason why
     * @param element name of the field or rule concerned, from the contract, never from the record; may be empty
     */
    record Rejected(RejectReason reason, String element) implements Outcome {}
}
