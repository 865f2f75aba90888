package io.millrace.runtime.structure;

/** What to do at one place of a writer's schema: skip the value, or note it in a slot. Immutable. */
abstract class AvroNode {

    /** Goes past the value; throws {@link MalformedException} where the bytes do not hold one. */
    abstract void read(AvroInput input, Slots slots);

    /** Whether values take no bytes at all: null, empty fixed, records of such. */
    boolean isEmpty() {
        return false;
    }

    /** What {@link #read} does, where it is one of the frequent things. */
    Step step() {
        return Step.OTHER;
    }

    /** The slot that a value, or null in its place, is noted in; -1 where there is none. */
    int slot() {
        return -1;
    }

    /** The frequent things a node does. */
    enum Step {
        SKIP_VARINT,
        SKIP_SPAN,
        LONG,
        STRING,
        BYTES,
        OTHER
    }
}
