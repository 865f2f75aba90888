package io.millrace.runtime.plan;

import io.millrace.runtime.structure.ConnectJsonValues;
import io.millrace.runtime.structure.Converter;
import io.millrace.runtime.structure.Slots;
import io.millrace.runtime.structure.SourceType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A reader of records that also knows the types of what is asked of a record beside its value. */
final class FactsReader implements InputReader {
    private final InputReader reader;
    private final RecordFacts facts;

    private FactsReader(InputReader reader, RecordFacts facts) {
        this.reader = reader;
        this.facts = facts;
    }

    static InputReader wrap(InputReader reader, RecordFacts facts) {
        return facts.isEmpty() ? reader : new FactsReader(reader, facts);
    }

    @Override
    public boolean read(byte @Nullable [] value, HeaderLookup headers, Slots slots) {
        return reader.read(value, headers, slots);
    }

    @Override
    public Optional<SourceType> type(int slot) {
        return facts.type(slot).or(() -> reader.type(slot));
    }

    @Override
    public Converter converting(int slot, Converter typed) {
        return facts.type(slot)
                .map(type -> ConnectJsonValues.before(type, typed))
                .orElseGet(() -> reader.converting(slot, typed));
    }

    @Override
    public String problem(int slot) {
        return reader.problem(slot);
    }
}
