package io.millrace.runtime.plan;

import io.millrace.runtime.structure.JsonReader;
import io.millrace.runtime.structure.Slots;
import io.millrace.runtime.structure.SourceType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A plain JSON object. */
final class JsonInputReader implements InputReader {
    private final JsonReader reader;

    JsonInputReader(JsonReader reader) {
        this.reader = reader;
    }

    @Override
    public boolean read(byte @Nullable [] value, HeaderLookup headers, Slots slots) {
        return value != null && reader.read(value, 0, value.length, slots);
    }

    @Override
    public Optional<SourceType> type(int slot) {
        return Optional.of(SourceType.JSON);
    }

    @Override
    public String problem(int slot) {
        return "";
    }
}
