package io.millrace.runtime.plan;

import io.millrace.runtime.record.Cell;

/** Where a value comes from, bound to one writer schema. Immutable. */
interface InputValue {
    /** Puts the value, or null, into the cell. */
    Loaded load(Row row, Cell cell);

    /** Whether the record says nothing of the value, not even that it is null. */
    default boolean isAbsent(Row row) {
        return false;
    }

    /** Whether it comes of one value of the record, and so stays as it was where that one has not changed. */
    default boolean isOfOneValue() {
        return true;
    }

    /** How loading went. */
    enum Loaded {
        VALUE,
        /** The value cannot be had in the wanted type; the cell is undefined. */
        MISMATCH,
        /** The database did not send the value; the cell is undefined. */
        UNAVAILABLE,
        /** The bytes inside the value are not what the input's format says; the cell is undefined. */
        MALFORMED,
        /** Something inside the value rejects the record, see {@link Row#rejection}; the cell is undefined. */
        REJECTED
    }
}
