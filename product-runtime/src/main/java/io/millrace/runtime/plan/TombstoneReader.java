package io.millrace.runtime.plan;

import io.millrace.runtime.structure.Slots;
import io.millrace.runtime.structure.SourceType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** No value at all: a control record of a change topic; in other topics not a record. */
final class TombstoneReader implements InputReader {
    private final boolean allowed;

    TombstoneReader(boolean allowed) {
        this.allowed = allowed;
    }

    @Override
    public boolean read(byte @Nullable [] value, HeaderLookup headers, Slots slots) {
        return value == null && allowed;
    }

    @Override
    public Optional<SourceType> type(int slot) {
        return Optional.empty();
    }

    @Override
    public String problem(int slot) {
        return "does not exist in a tombstone";
    }
}
