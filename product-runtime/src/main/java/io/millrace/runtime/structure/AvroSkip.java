package io.millrace.runtime.structure;

import org.jspecify.annotations.Nullable;

/** Values nobody wants. */
final class AvroSkip {
    static final AvroNode NULL = new AvroNode() {
        @Override
        void read(AvroInput input, Slots slots) {}

        @Override
        boolean isEmpty() {
            return true;
        }
    };

    /** Int, long and enum. An enum's index is not checked: nobody reads it. */
    static final AvroNode VARINT = new AvroNode() {
        @Override
        void read(AvroInput input, Slots slots) {
            input.skipLong();
        }

        @Override
        Step step() {
            return Step.SKIP_VARINT;
        }
    };

    static final AvroNode SPAN = new AvroNode() {
        @Override
        void read(AvroInput input, Slots slots) {
            input.take(input.readLength());
        }

        @Override
        Step step() {
            return Step.SKIP_SPAN;
        }
    };

    private AvroSkip() {}

    static AvroNode fixed(int size) {
        return new Fixed(size);
    }

    static AvroNode blocks(AvroNode item, boolean keyed) {
        return new Blocks(item, keyed);
    }

    private static final class Fixed extends AvroNode {
        private final int size;

        Fixed(int size) {
            this.size = size;
        }

        @Override
        void read(AvroInput input, Slots slots) {
            input.take(size);
        }

        @Override
        boolean isEmpty() {
            return size == 0;
        }
    }

    /** Arrays and maps: blocks of items, each with a count; a negative count is followed by the block's size. */
    private static final class Blocks extends AvroNode {
        private final AvroNode item;
        private final boolean keyed;

        Blocks(AvroNode item, boolean keyed) {
            this.item = item;
            this.keyed = keyed;
        }

        @Override
        void read(AvroInput input, Slots slots) {
            input.enter();
            for (long count = input.readLong(); count != 0; count = input.readLong()) {
                if (count < 0) {
                    input.take(input.readLength());
                } else if (keyed || !item.isEmpty()) {
                    skipItems(input, slots, count);
                }
            }
            input.leave();
        }

        private void skipItems(AvroInput input, Slots slots, long count) {
            // Each item takes a byte at least: a larger count is a lie that would cost time.
            if (count > input.remaining()) {
                throw MalformedException.INSTANCE;
            }
            for (long i = 0; i < count; i++) {
                if (keyed) {
                    SPAN.read(input, slots);
                }
                item.read(input, slots);
            }
        }
    }

    /** A named schema inside itself: bound once the outer node exists. */
    static final class Link extends AvroNode {
        private @Nullable AvroNode target;

        void bind(AvroNode node) {
            target = node;
        }

        @Override
        void read(AvroInput input, Slots slots) {
            if (target == null) {
                throw new IllegalStateException("a recursive schema was not bound");
            }
            input.enter();
            target.read(input, slots);
            input.leave();
        }
    }
}
