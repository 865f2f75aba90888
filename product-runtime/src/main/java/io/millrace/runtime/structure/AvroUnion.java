package io.millrace.runtime.structure;

/** A union: an index, then a value of that branch. Slots below a branch that was not taken stay absent. */
final class AvroUnion extends AvroNode {
    private final AvroNode[] branches;

    AvroUnion(AvroNode[] branches) {
        this.branches = branches;
    }

    @Override
    void read(AvroInput input, Slots slots) {
        branches[input.readIndex(branches.length)].read(input, slots);
    }

    boolean isSkip() {
        for (AvroNode branch : branches) {
            if (!AvroSkip.isSkip(branch)) {
                return false;
            }
        }
        return true;
    }
}
