package io.millrace.runtime.plan;

import io.millrace.runtime.record.Cell;
import io.millrace.runtime.structure.Converter;
import io.millrace.runtime.structure.Slots;

/** A value that stands in the record: a bare path, the fast case. */
final class PathValue implements InputValue {
    private final int slot;
    private final Converter converter;
    private final boolean mayBeUnavailable;

    /** @param mayBeUnavailable whether the value may be Debezium's placeholder */
    PathValue(int slot, Converter converter, boolean mayBeUnavailable) {
        this.slot = slot;
        this.converter = converter;
        this.mayBeUnavailable = mayBeUnavailable;
    }

    @Override
    public boolean isAbsent(Row row) {
        return row.slots().isAbsent(slot);
    }

    @Override
    public Loaded load(Row row, Cell cell) {
        Slots slots = row.slots();
        if (!slots.isPresent(slot)) {
            cell.setNull();
            return Loaded.VALUE;
        }
        if (mayBeUnavailable && Placeholder.isAt(slots, slot)) {
            return Loaded.UNAVAILABLE;
        }
        return converter.convert(slots, slot, cell) ? Loaded.VALUE : Loaded.MISMATCH;
    }
}
