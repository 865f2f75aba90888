package io.millrace.runtime.structure;

import java.util.Optional;
import org.apache.avro.Schema;

/** Reads a record inside a record, which stands in a slot, into slots of its own. Immutable. */
public interface ObjectReader {
    /** How reading went. */
    enum Result {
        READ,
        /** What stands in the slot is no record. */
        MISMATCH,
        /** The bytes are not what the input's format says. */
        MALFORMED
    }

    /** Reads what is in the slot, which must be present. */
    Result read(Slots around, int slot, Slots own);

    /** How values stand in a slot of its own; empty where no record has one. */
    Optional<SourceType> type(int slot);

    /** Why {@link #type} is empty, for a message. */
    String problem(int slot);

    /** Compiles a reader of Avro records by the writer's schema. */
    static ObjectReader ofAvro(Schema writer, Layout layout) {
        AvroReader reader = AvroReader.compile(writer, layout);
        return new ObjectReader() {
            @Override
            public Result read(Slots around, int slot, Slots own) {
                own.clear();
                boolean read = reader.read(around.data(slot), around.start(slot), around.length(slot), own);
                return read ? Result.READ : Result.MALFORMED;
            }

            @Override
            public Optional<SourceType> type(int slot) {
                return reader.type(slot);
            }

            @Override
            public String problem(int slot) {
                return reader.problem(slot);
            }
        };
    }

    /** Compiles a reader of JSON objects, and of texts that hold one. Adds slots, as all JSON readers do. */
    static ObjectReader ofJson(Layout layout) {
        JsonReader reader = JsonReader.compile(layout);
        return new ObjectReader() {
            @Override
            public Result read(Slots around, int slot, Slots own) {
                byte kind = around.kind(slot);
                boolean text = kind == Slots.TYPED || kind == Slots.JSON_STRING;
                if (!text && kind != Slots.JSON_OBJECT) {
                    return Result.MISMATCH;
                }
                own.clear();
                boolean read = reader.read(around.data(slot), around.start(slot), around.length(slot), own);
                return read ? Result.READ : text ? Result.MISMATCH : Result.MALFORMED;
            }

            @Override
            public Optional<SourceType> type(int slot) {
                return Optional.of(SourceType.JSON);
            }

            @Override
            public String problem(int slot) {
                return "";
            }
        };
    }
}
