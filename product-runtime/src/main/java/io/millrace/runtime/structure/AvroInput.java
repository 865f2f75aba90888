package io.millrace.runtime.structure;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A reusable cursor over Avro binary. Every step is checked against the end of the bytes. */
final class AvroInput {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, LITTLE_ENDIAN);

    /** Deeper nesting than this is refused; recursive schemas allow any depth in a few bytes. */
    private static final int MAX_DEPTH = 64;

    private byte[] data = {};
    private int position;
    private int end;
    private int depth;

    void reset(byte[] bytes, int from, int to) {
        data = bytes;
        position = from;
        end = to;
        depth = 0;
    }

    int position() {
        return position;
    }

    byte[] data() {
        return data;
    }

    int remaining() {
        return end - position;
    }

    void enter() {
        if (++depth > MAX_DEPTH) {
            throw MalformedException.INSTANCE;
        }
    }

    void leave() {
        depth--;
    }

    long readLong() {
        byte[] bytes = data;
        int at = position;
        if (at < end && bytes[at] >= 0) {
            position = at + 1;
            long low = bytes[at];
            return (low >>> 1) ^ -(low & 1);
        }
        return readLongSlowly();
    }

    private long readLongSlowly() {
        long bits = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (position >= end) {
                throw MalformedException.INSTANCE;
            }
            byte next = data[position++];
            bits |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return (bits >>> 1) ^ -(bits & 1);
            }
        }
        throw MalformedException.INSTANCE;
    }

    int readInt() {
        long value = readLong();
        if ((int) value != value) {
            throw MalformedException.INSTANCE;
        }
        return (int) value;
    }

    void skipLong() {
        byte[] bytes = data;
        int limit = Math.min(end, position + 10);
        for (int at = position; at < limit; at++) {
            if (bytes[at] >= 0) {
                position = at + 1;
                return;
            }
        }
        throw MalformedException.INSTANCE;
    }

    boolean readBoolean() {
        int value = data[take(1)];
        if ((value & ~1) != 0) {
            throw MalformedException.INSTANCE;
        }
        return value != 0;
    }

    int readIntBits() {
        return (int) INTS.get(data, take(4));
    }

    long readLongBits() {
        return (long) LONGS.get(data, take(8));
    }

    /** Index below a bound: a union branch, an enumeration symbol. */
    int readIndex(int bound) {
        long index = readLong();
        if (index < 0 || index >= bound) {
            throw MalformedException.INSTANCE;
        }
        return (int) index;
    }

    /** The number of items in the next block, 0 at the end; each item must have a byte, or it would cost time only. */
    long readBlockCount() {
        long count = readLong();
        if (count < 0) {
            readLength();
            count = -count;
        }
        if (count < 0 || count > remaining()) {
            throw MalformedException.INSTANCE;
        }
        return count;
    }

    /** A length that the remaining bytes hold. */
    int readLength() {
        long length = readLong();
        if (length < 0 || length > remaining()) {
            throw MalformedException.INSTANCE;
        }
        return (int) length;
    }

    /** Goes on by so many bytes; returns where they start. */
    int take(int count) {
        int start = position;
        if (count > end - start) {
            throw MalformedException.INSTANCE;
        }
        position = start + count;
        return start;
    }
}
