package io.millrace.runtime.plan;

import io.millrace.runtime.structure.Converter;
import io.millrace.runtime.structure.Slots;
import io.millrace.runtime.structure.SourceType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the wanted values in the bytes of one record, by its input's format. Immutable. */
interface InputReader {
    /** False where the bytes are not what the format says. */
    boolean read(byte @Nullable [] value, HeaderLookup headers, Slots slots);

    /** How values stand in a slot; empty where no record read here can have one. */
    Optional<SourceType> type(int slot);

    /** A converter of values of {@link #type} as one of values as they lie in the slot. */
    default Converter converting(int slot, Converter typed) {
        return typed;
    }

    /** Why {@link #type} is empty, for a message. */
    String problem(int slot);
}
