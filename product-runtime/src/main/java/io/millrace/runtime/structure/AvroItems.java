package io.millrace.runtime.structure;

import java.util.List;
import java.util.Optional;

/** Arrays and maps of Avro: blocks of items, each with a count; a negative count is followed by the block's size. */
final class AvroItems implements ItemReader {
    private final AvroNode item;
    private final boolean keyed;
    private final List<Optional<SourceType>> types;
    private final List<String> problems;

    AvroItems(AvroNode item, boolean keyed, List<Optional<SourceType>> types, List<String> problems) {
        this.item = item;
        this.keyed = keyed;
        this.types = List.copyOf(types);
        this.problems = List.copyOf(problems);
    }

    @Override
    public boolean begin(Slots around, int slot, Slots target) {
        int start = around.start(slot);
        target.avroInput().reset(around.data(slot), start, start + around.length(slot));
        target.itemsLeft(0);
        return true;
    }

    @Override
    public Found next(Slots target) {
        AvroInput input = target.avroInput();
        try {
            long left = target.itemsLeft();
            if (left == 0) {
                left = input.readBlockCount();
                if (left == 0) {
                    return input.remaining() == 0 ? Found.END : Found.MALFORMED;
                }
            }
            target.itemsLeft(left - 1);
            target.clear();
            if (keyed) {
                int length = input.readLength();
                int start = input.take(length);
                if (!Utf8.isValid(input.data(), start, length)) {
                    return Found.MALFORMED;
                }
                target.setKey(input.data(), start, length);
            }
            item.read(input, target);
            return Found.ITEM;
        } catch (MalformedException e) {
            return Found.MALFORMED;
        }
    }

    @Override
    public Optional<SourceType> type(int slot) {
        return types.get(slot);
    }

    @Override
    public String problem(int slot) {
        return problems.get(slot);
    }
}
