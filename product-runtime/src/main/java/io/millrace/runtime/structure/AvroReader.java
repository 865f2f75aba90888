package io.millrace.runtime.structure;

import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** Reads the Avro binary of one writer schema. Immutable. */
public final class AvroReader {
    private final AvroNode root;
    private final List<Optional<SourceType>> types;
    private final List<String> problems;

    AvroReader(AvroNode root, List<Optional<SourceType>> types, List<String> problems) {
        this.root = root;
        this.types = List.copyOf(types);
        this.problems = List.copyOf(problems);
    }

    /** Compiles a reader that fills the slots of the layout as far as the schema has their paths. */
    public static AvroReader compile(Schema writer, Layout layout) {
        return new AvroCompiler(layout).compile(writer);
    }

    /** How values stand in a slot; empty where the schema does not have its path as a single value. */
    public Optional<SourceType> type(int slot) {
        return types.get(slot);
    }

    /** Why {@link #type} of a slot is empty, for a message; an empty text where it is not. */
    public String problem(int slot) {
        return problems.get(slot);
    }

    /**
     * Notes the wanted values of a record that fills the bytes from a position to their end.
     *
     * @return false where the bytes are not such a record; the slots are then not to be used
     */
    public boolean read(byte[] data, int from, Slots slots) {
        return read(data, from, data.length - from, slots);
    }

    /** The same for a record that fills a part of the bytes, which must lie inside them. */
    public boolean read(byte[] data, int from, int length, Slots slots) {
        AvroInput input = slots.avroInput();
        input.reset(data, from, from + length);
        try {
            root.read(input, slots);
        } catch (MalformedException e) {
            return false;
        }
        return input.remaining() == 0;
    }
}
