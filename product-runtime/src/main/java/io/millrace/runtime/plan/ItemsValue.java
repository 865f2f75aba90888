package io.millrace.runtime.plan;

import io.millrace.runtime.record.Cell;
import io.millrace.runtime.record.Outcome;
import io.millrace.runtime.record.Output;
import io.millrace.runtime.structure.ItemReader;
import io.millrace.runtime.structure.Slots;

/** An array or map: its items one after the other, with the same scratch, written as one block. */
final class ItemsValue implements InputValue {
    private final int slot;
    private final boolean mayBeUnavailable;
    private final int index;
    private final boolean keyed;
    private final boolean compared;
    private final ItemReader reader;
    private final FieldCore item;
    private final InputValue input;

    /** @param mayBeUnavailable whether the value may be Debezium's placeholder */
    ItemsValue(int slot, boolean mayBeUnavailable, NestedSpec.OfItems spec, ItemReader reader, InputValue input) {
        this.slot = slot;
        this.mayBeUnavailable = mayBeUnavailable;
        this.index = spec.index();
        this.keyed = spec.keyed();
        this.compared = spec.compared();
        this.item = spec.item();
        this.reader = reader;
        this.input = input;
    }

    @Override
    public Loaded load(Row row, Cell cell) {
        Slots around = row.slots();
        if (!around.isPresent(slot)) {
            cell.setNull();
            return Loaded.VALUE;
        }
        if (mayBeUnavailable && Placeholder.isAt(around, slot)) {
            return Loaded.UNAVAILABLE;
        }
        Row inner = row.inner(index);
        Output out = inner.value();
        out.reset();
        if (!reader.begin(around, slot, inner.slots())) {
            return Loaded.MISMATCH;
        }
        Cell value = inner.cell(0);
        ItemEnds ends = compared ? new ItemEnds() : null;
        long count = 0;
        ItemReader.Found found = reader.next(inner.slots());
        for (; found == ItemReader.Found.ITEM; found = reader.next(inner.slots())) {
            if (keyed) {
                inner.slots().writeKey(out);
            }
            Outcome.Rejected rejected = item.load(input, inner, value);
            if (rejected == null) {
                rejected = item.write(inner, value);
            }
            if (rejected != null) {
                return row.reject(rejected);
            }
            if (ends != null) {
                ends.add(out.size());
            }
            count++;
        }
        if (found == ItemReader.Found.MALFORMED) {
            return Loaded.MALFORMED;
        }
        boolean alike = ends != null && ends.twoAlike(out.array());
        if (count > 0) {
            out.insertLong(0, count);
        }
        out.writeByte(0);
        cell.setItems(count, alike, out.array(), 0, out.size());
        return Loaded.VALUE;
    }
}
