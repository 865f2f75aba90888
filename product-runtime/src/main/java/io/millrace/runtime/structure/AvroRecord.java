package io.millrace.runtime.structure;

import java.util.List;

/**
 * A record: its fields one after the other. The frequent kinds of fields, and unions of them with null, are done in
 * one loop here: a virtual call each would cost more than what they do.
 */
final class AvroRecord extends AvroNode {
    private static final int REQUIRED = -1;

    private final AvroNode[] fields;
    private final Step[] steps;
    private final int[] slots;
    /** Index of null where the field is a union of null and one other type, else {@link #REQUIRED}. */
    private final int[] nullBranches;

    private AvroRecord(List<AvroNode> declared) {
        int count = declared.size();
        fields = new AvroNode[count];
        steps = new Step[count];
        slots = new int[count];
        nullBranches = new int[count];
        for (int i = 0; i < count; i++) {
            AvroNode field = declared.get(i);
            nullBranches[i] = REQUIRED;
            if (field instanceof AvroUnion union && union.isOptional()) {
                nullBranches[i] = union.nullBranch();
                field = union.valueBranch();
            }
            fields[i] = field;
            steps[i] = field.step();
            slots[i] = field.slot();
        }
    }

    static AvroNode of(List<AvroNode> fields) {
        return new AvroRecord(fields);
    }

    @Override
    void read(AvroInput input, Slots target) {
        for (int i = 0; i < fields.length; i++) {
            int nullBranch = nullBranches[i];
            int slot = slots[i];
            if (nullBranch != REQUIRED && input.readIndex(2) == nullBranch) {
                if (slot >= 0) {
                    target.setNull(slot);
                }
                continue;
            }
            switch (steps[i]) {
                case SKIP_VARINT -> input.skipLong();
                case SKIP_SPAN -> input.take(input.readLength());
                case LONG -> target.setNumber(slot, input.readLong());
                case STRING -> AvroCapture.string(slot, input, target);
                case BYTES -> AvroCapture.bytes(slot, input, target);
                case OTHER -> fields[i].read(input, target);
            }
        }
    }

    @Override
    boolean isEmpty() {
        for (int i = 0; i < fields.length; i++) {
            if (nullBranches[i] != REQUIRED || !fields[i].isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
