package io.millrace.runtime.structure;

/** A union: an index, then a value of that branch. Slots below a branch that was not taken stay absent. */
final class AvroUnion extends AvroNode {
    private final AvroNode[] branches;
    private final int nullBranch;

    /** @param nullBranch index of null among the branches, or -1 */
    AvroUnion(AvroNode[] branches, int nullBranch) {
        this.branches = branches;
        this.nullBranch = nullBranch;
    }

    @Override
    void read(AvroInput input, Slots slots) {
        branches[input.readIndex(branches.length)].read(input, slots);
    }

    /** Whether it is null or one other type. */
    boolean isOptional() {
        return branches.length == 2 && nullBranch >= 0;
    }

    int nullBranch() {
        return nullBranch;
    }

    /** The other type of an optional one. */
    AvroNode valueBranch() {
        return branches[1 - nullBranch];
    }
}
