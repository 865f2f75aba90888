package io.millrace.runtime.record;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The clear value of one field of the record at hand, in the representation of its type; reusable, for one thread.
 *
 * <ul>
 *   <li>int, long, date, time, timestamp: {@link #number}
 *   <li>boolean: {@link #number}, 0 or 1
 *   <li>float, double: {@link #floating}
 *   <li>string (UTF-8), bytes: the span {@link #data}, {@link #start}, {@link #length}
 *   <li>decimal: the unscaled value, in {@link #number}, or in {@link #big} where 64 bits do not hold it
 *   <li>enum: the symbol's index in {@link #number}, its text as the span
 *   <li>array, map and record: the span of their Avro encoding, masked; of an array and map also how many items, in
 *       {@link #number}, and where a rule wants to know whether two are alike, {@link #repeats}
 * </ul>
 */
public final class Cell {
    private static final byte[] EMPTY = new byte[0];

    private boolean isNull = true;
    private long number;
    private boolean repeats;
    private double floating;
    private byte[] data = EMPTY;
    private int start;
    private int length;
    private @Nullable BigInteger big;
    private final Output scratch = new Output(32);

    public void setNull() {
        isNull = true;
        big = null;
    }

    public void setNumber(long value) {
        isNull = false;
        number = value;
        big = null;
    }

    public void setFloating(double value) {
        isNull = false;
        floating = value;
    }

    /** The bytes are not copied and must stay unchanged for as long as the cell is in use. */
    public void setSpan(byte[] bytes, int offset, int count) {
        isNull = false;
        data = bytes;
        start = offset;
        length = count;
    }

    /** An array or map. */
    public void setItems(long count, boolean alike, byte[] bytes, int offset, int size) {
        setNumber(count);
        repeats = alike;
        setSpan(bytes, offset, size);
    }

    /** A decimal's unscaled value. */
    public void setBig(BigInteger unscaled) {
        isNull = false;
        if (unscaled.bitLength() < Long.SIZE) {
            number = unscaled.longValue();
            big = null;
        } else {
            big = unscaled;
        }
    }

    /** A copy of another cell's value; spans are shared. */
    public void set(Cell other) {
        isNull = other.isNull;
        number = other.number;
        repeats = other.repeats;
        floating = other.floating;
        data = other.data;
        start = other.start;
        length = other.length;
        big = other.big;
    }

    /** An empty buffer of the cell's own, to build a text in; then {@link #useScratch}. */
    public Output scratch() {
        scratch.reset();
        return scratch;
    }

    /** Makes what stands in the buffer the value. */
    public void useScratch() {
        setSpan(scratch.array(), 0, scratch.size());
    }

    public boolean isNull() {
        return isNull;
    }

    public long number() {
        return number;
    }

    /** Whether two items of an array are alike; only said where it was looked for. */
    public boolean repeats() {
        return repeats;
    }

    public double floating() {
        return floating;
    }

    public byte[] data() {
        return data;
    }

    public int start() {
        return start;
    }

    public int length() {
        return length;
    }

    /** The unscaled value of a decimal beyond 64 bits, else null. */
    public @Nullable BigInteger big() {
        return big;
    }

    /** The unscaled value of a decimal, whatever its size. */
    public BigInteger unscaled() {
        return big != null ? big : BigInteger.valueOf(number);
    }

    /** Says nothing of the value: it may be personal. */
    @Override
    public String toString() {
        return isNull ? "Cell[null]" : "Cell[...]";
    }
}
