package io.millrace.runtime.structure;

import io.millrace.runtime.record.Cell;

/** Brings values of one source type into one type of the contract, without loss or not at all. Immutable. */
public interface Converter {
    /**
     * Puts the value of a slot, which must be present, into a cell.
     *
     * @return false where the value cannot be had in the type without loss; the cell is then undefined
     */
    boolean convert(Slots slots, int slot, Cell cell);
}
