package io.millrace.runtime.structure;

import java.util.Optional;

/**
 * Goes through the items of an array, or the entries of a map, that stands in a slot: each item fills slots of its own,
 * whose layout has the item at its root. Immutable; where it stands is kept in the item's slots.
 */
public interface ItemReader {
    /** What {@link #next} found. */
    enum Found {
        /** The slots hold an item, and of a map the key. */
        ITEM,
        END,
        /** The bytes are not what the writer's schema says. */
        MALFORMED
    }

    /** Starts at the first item; false where the slot, which must be present, does not hold what has items. */
    boolean begin(Slots around, int slot, Slots item);

    /** Goes on to the next item. */
    Found next(Slots item);

    /** How values stand in a slot of an item; empty where no item has one. */
    Optional<SourceType> type(int slot);

    /** Why {@link #type} is empty, for a message. */
    String problem(int slot);

    /** Compiles a reader of Avro arrays and maps by the writer's schema of one. */
    static ItemReader ofAvro(org.apache.avro.Schema writer, Layout layout) {
        boolean keyed = writer.getType() == org.apache.avro.Schema.Type.MAP;
        return new AvroCompiler(layout).items(keyed ? writer.getValueType() : writer.getElementType(), keyed);
    }

    /** Compiles a reader of JSON arrays, or of objects as maps. Adds slots to the layout, as all JSON readers do. */
    static ItemReader ofJson(boolean keyed, Layout layout) {
        return new JsonItems(JsonReader.compile(layout), keyed);
    }
}
