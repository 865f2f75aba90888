package io.millrace.runtime.plan;

import io.millrace.runtime.record.Cell;
import io.millrace.runtime.record.Outcome;
import io.millrace.runtime.record.Output;
import io.millrace.runtime.structure.ObjectReader;
import io.millrace.runtime.structure.Slots;
import java.util.List;

/** A record inside a record: read, checked, masked and written on its own, like a small plan in the plan. */
final class RecordValue implements InputValue {
    private final int slot;
    private final boolean mayBeUnavailable;
    private final int index;
    private final ObjectReader reader;
    private final FieldCore[] fields;
    private final InputValue[] inputs;

    /** @param mayBeUnavailable whether the value may be Debezium's placeholder */
    RecordValue(
            int slot,
            boolean mayBeUnavailable,
            NestedSpec.OfRecord spec,
            ObjectReader reader,
            List<InputValue> inputs) {
        this.slot = slot;
        this.mayBeUnavailable = mayBeUnavailable;
        this.index = spec.index();
        this.reader = reader;
        this.fields = spec.fields().toArray(FieldCore[]::new);
        this.inputs = inputs.toArray(InputValue[]::new);
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
        switch (reader.read(around, slot, inner.slots())) {
            case MISMATCH -> {
                return Loaded.MISMATCH;
            }
            case MALFORMED -> {
                return Loaded.MALFORMED;
            }
            case READ -> {}
        }
        for (int i = 0; i < fields.length; i++) {
            Outcome.Rejected rejected = fields[i].load(inputs[i], inner, inner.cell(i));
            if (rejected != null) {
                return row.reject(rejected);
            }
        }
        Output out = inner.value();
        out.reset();
        for (int i = 0; i < fields.length; i++) {
            Outcome.Rejected rejected = fields[i].write(inner, inner.cell(i));
            if (rejected != null) {
                return row.reject(rejected);
            }
        }
        cell.setSpan(out.array(), 0, out.size());
        return Loaded.VALUE;
    }
}
