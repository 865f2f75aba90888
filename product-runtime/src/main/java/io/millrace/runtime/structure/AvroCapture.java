package io.millrace.runtime.structure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** Values somebody wants: each notes the value in a slot, in the representation of {@link SourceType.Encoding}. */
abstract class AvroCapture extends AvroNode {
    final int slot;
    private final Step step;

    AvroCapture(int slot) {
        this(slot, Step.OTHER);
    }

    AvroCapture(int slot, Step step) {
        this.slot = slot;
        this.step = step;
    }

    @Override
    Step step() {
        return step;
    }

    @Override
    int slot() {
        return slot;
    }

    static AvroNode ofNull(int slot) {
        return new AvroCapture(slot) {
            @Override
            void read(AvroInput input, Slots slots) {
                slots.setNull(slot);
            }

            @Override
            boolean isEmpty() {
                return true;
            }
        };
    }

    static AvroNode ofInt(int slot) {
        return new AvroCapture(slot) {
            @Override
            void read(AvroInput input, Slots slots) {
                slots.setNumber(slot, input.readInt());
            }
        };
    }

    static AvroNode ofLong(int slot) {
        return new AvroCapture(slot, Step.LONG) {
            @Override
            void read(AvroInput input, Slots slots) {
                slots.setNumber(slot, input.readLong());
            }
        };
    }

    static AvroNode ofBoolean(int slot) {
        return new AvroCapture(slot) {
            @Override
            void read(AvroInput input, Slots slots) {
                slots.setNumber(slot, input.readBoolean() ? 1 : 0);
            }
        };
    }

    static AvroNode ofFloat(int slot) {
        return new AvroCapture(slot) {
            @Override
            void read(AvroInput input, Slots slots) {
                slots.setNumber(slot, input.readIntBits());
            }
        };
    }

    static AvroNode ofDouble(int slot) {
        return new AvroCapture(slot) {
            @Override
            void read(AvroInput input, Slots slots) {
                slots.setNumber(slot, input.readLongBits());
            }
        };
    }

    static AvroNode ofBytes(int slot) {
        return new AvroCapture(slot, Step.BYTES) {
            @Override
            void read(AvroInput input, Slots slots) {
                bytes(slot, input, slots);
            }
        };
    }

    static AvroNode ofString(int slot) {
        return new AvroCapture(slot, Step.STRING) {
            @Override
            void read(AvroInput input, Slots slots) {
                string(slot, input, slots);
            }
        };
    }

    static void bytes(int slot, AvroInput input, Slots slots) {
        int length = input.readLength();
        slots.setSpan(slot, Slots.TYPED, input.data(), input.take(length), length);
    }

    static void string(int slot, AvroInput input, Slots slots) {
        int length = input.readLength();
        int start = input.take(length);
        if (!Utf8.isValid(input.data(), start, length)) {
            throw MalformedException.INSTANCE;
        }
        slots.setSpan(slot, Slots.TYPED, input.data(), start, length);
    }

    static AvroNode ofFixed(int slot, int size) {
        return new AvroCapture(slot) {
            @Override
            void read(AvroInput input, Slots slots) {
                slots.setSpan(slot, Slots.TYPED, input.data(), input.take(size), size);
            }

            @Override
            boolean isEmpty() {
                return size == 0;
            }
        };
    }

    static AvroNode ofEnum(int slot, List<String> symbols) {
        byte[][] texts = symbols.stream().map(symbol -> symbol.getBytes(UTF_8)).toArray(byte[][]::new);
        return new AvroCapture(slot) {
            @Override
            void read(AvroInput input, Slots slots) {
                byte[] text = texts[input.readIndex(texts.length)];
                slots.setSpan(slot, Slots.TYPED, text, 0, text.length);
            }
        };
    }

    /** A record, array or map as a whole, whatever else somebody wants of it. */
    static AvroNode ofNested(int slot, AvroNode content) {
        return new AvroCapture(slot) {
            @Override
            void read(AvroInput input, Slots slots) {
                int start = input.position();
                content.read(input, slots);
                slots.setSpan(slot, Slots.TYPED, input.data(), start, input.position() - start);
            }

            @Override
            boolean isEmpty() {
                return content.isEmpty();
            }
        };
    }

    /** Debezium's decimal without a declared scale: a record of scale (int) and unscaled value (bytes). */
    static AvroNode ofVariableDecimal(int slot) {
        return new AvroCapture(slot) {
            @Override
            void read(AvroInput input, Slots slots) {
                int scale = input.readInt();
                int length = input.readLength();
                slots.setNumber(slot, scale);
                slots.setSpan(slot, Slots.TYPED, input.data(), input.take(length), length);
            }
        };
    }
}
