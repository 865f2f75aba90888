package io.millrace.runtime.check;

import io.millrace.runtime.record.Cell;

/** What must hold for a value that is not null. */
interface Condition {
    boolean holds(Cell cell);

    /** Whether {@link #clamp} means anything here. */
    default boolean canClamp() {
        return false;
    }

    /** Puts the nearest value that holds in place of one that does not. */
    default void clamp(Cell cell) {
        throw new UnsupportedOperationException("nothing to clamp to");
    }
}
