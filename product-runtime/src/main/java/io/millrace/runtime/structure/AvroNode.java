package io.millrace.runtime.structure;

/** What to do at one place of a writer's schema: skip the value, or note it in a slot. Immutable. */
abstract class AvroNode {

    /** Goes past the value; throws {@link MalformedException} where the bytes do not hold one. */
    abstract void read(AvroInput input, Slots slots);

    /** Whether values take no bytes at all: null, empty fixed, records of such. */
    boolean isEmpty() {
        return false;
    }
}
