package io.millrace.runtime.structure;

import java.util.Optional;

/** JSON arrays, and objects as maps. */
final class JsonItems implements ItemReader {
    private static final long FIRST = 1;

    private final JsonReader item;
    private final boolean keyed;

    JsonItems(JsonReader item, boolean keyed) {
        this.item = item;
        this.keyed = keyed;
    }

    @Override
    public boolean begin(Slots around, int slot, Slots target) {
        byte kind = around.kind(slot);
        // A text may hold JSON, as a json column of a database does.
        boolean text = kind == Slots.TYPED || kind == Slots.JSON_STRING;
        if (!text && kind != (keyed ? Slots.JSON_OBJECT : Slots.JSON_ARRAY)) {
            return false;
        }
        JsonInput input = target.jsonInput();
        input.reset(around.data(slot), around.start(slot), around.length(slot));
        target.itemsLeft(FIRST);
        try {
            input.expect(keyed ? '{' : '[');
            return true;
        } catch (MalformedException e) {
            return false;
        }
    }

    @Override
    public Found next(Slots target) {
        JsonInput input = target.jsonInput();
        int close = keyed ? '}' : ']';
        try {
            boolean first = target.itemsLeft() == FIRST;
            target.itemsLeft(0);
            if (first ? input.accept(close) : !input.accept(',')) {
                if (!first) {
                    input.expect(close);
                }
                input.expectEnd();
                return Found.END;
            }
            target.clear();
            if (keyed) {
                key(input, target);
            }
            item.value(input, target);
            return Found.ITEM;
        } catch (MalformedException e) {
            return Found.MALFORMED;
        }
    }

    private static void key(JsonInput input, Slots target) {
        if (input.peek() != '"') {
            throw MalformedException.INSTANCE;
        }
        input.string();
        target.setKey(input.textData(), input.textStart(), input.textLength());
        input.expect(':');
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
