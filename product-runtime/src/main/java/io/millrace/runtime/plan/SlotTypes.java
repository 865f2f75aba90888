package io.millrace.runtime.plan;

import io.millrace.runtime.structure.Converter;
import io.millrace.runtime.structure.SourceType;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** What one reader says of the values in its slots. */
interface SlotTypes {
    /** How values stand there; empty where there is none, which goes to {@code where}. */
    Optional<SourceType> source(ValueSpec.AtPath at, Consumer<String> where);

    /** A converter of values of that type as one of values as they lie in the slot. */
    default Converter converting(int slot, Converter typed) {
        return typed;
    }

    static SlotTypes of(IntFunction<Optional<SourceType>> types, IntFunction<String> problems) {
        return (at, where) -> {
            Optional<SourceType> source = types.apply(at.slot());
            if (source.isEmpty()) {
                where.accept("cannot read " + at.path() + ": it " + problems.apply(at.slot()) + ".");
            }
            return source;
        };
    }

    static SlotTypes of(InputReader reader) {
        SlotTypes types = of(reader::type, reader::problem);
        return new SlotTypes() {
            @Override
            public Optional<SourceType> source(ValueSpec.AtPath at, Consumer<String> where) {
                return types.source(at, where);
            }

            @Override
            public Converter converting(int slot, Converter typed) {
                return reader.converting(slot, typed);
            }
        };
    }
}
