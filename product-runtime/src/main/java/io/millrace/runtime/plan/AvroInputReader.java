package io.millrace.runtime.plan;

import io.millrace.contracts.wire.ConfluentFraming;
import io.millrace.runtime.structure.AvroReader;
import io.millrace.runtime.structure.Slots;
import io.millrace.runtime.structure.SourceType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Avro in the Confluent wire format, written with a known schema. */
final class AvroInputReader implements InputReader {
    private final AvroReader reader;
    private final String schemaName;

    AvroInputReader(AvroReader reader, String schemaName) {
        this.reader = reader;
        this.schemaName = schemaName;
    }

    @Override
    public boolean read(byte @Nullable [] value, HeaderLookup headers, Slots slots) {
        return value != null
                && ConfluentFraming.isFramed(value)
                && reader.read(value, ConfluentFraming.HEADER_LENGTH, slots);
    }

    @Override
    public Optional<SourceType> type(int slot) {
        return reader.type(slot);
    }

    @Override
    public String problem(int slot) {
        return "does not exist in the writer's schema '" + schemaName + "': " + reader.problem(slot);
    }
}
