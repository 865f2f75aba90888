package io.millrace.runtime.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** A growing byte buffer that writes the Avro 1.12 binary encoding; reusable, for one thread. */
public final class Output {
    private static final int MAX_VARINT = 10;

    private byte[] bytes;
    private int size;

    public Output(int capacity) {
        bytes = new byte[Math.max(capacity, 16)];
    }

    /** Empties the buffer. Arrays handed out by {@link #array} before may be overwritten from now on. */
    public void reset() {
        size = 0;
    }

    /** Cuts the buffer back to an earlier size. */
    public void truncate(int earlierSize) {
        size = Math.min(size, earlierSize);
    }

    public int size() {
        return size;
    }

    /** The bytes written so far, followed by spare room; changes hands when the buffer grows. */
    public byte[] array() {
        return bytes;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    public byte[] toByteArray(int from) {
        return Arrays.copyOfRange(bytes, from, size);
    }

    /** Makes room for so many bytes more. */
    public void reserve(int count) {
        if (bytes.length - size < count) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, count), bytes.length * 2));
        }
    }

    /** Takes in so many bytes that the caller has put behind {@link #size} after a {@link #reserve}. */
    public void advance(int count) {
        size += count;
    }

    /** Puts an Avro {@code long} before what has been written from a position on. */
    public void insertLong(int at, long value) {
        long bits = (value << 1) ^ (value >> 63);
        int length = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(bits) + 6) / 7);
        int end = size;
        reserve(length);
        System.arraycopy(bytes, at, bytes, at + length, end - at);
        size = at;
        writeVarint(bits);
        size = end + length;
    }

    public void writeByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    public void write(byte[] source, int offset, int count) {
        reserve(count);
        System.arraycopy(source, offset, bytes, size, count);
        size += count;
    }

    public void write(byte[] source) {
        write(source, 0, source.length);
    }

    /** UTF-8, without a length. */
    public void writeText(String text) {
        write(text.getBytes(UTF_8));
    }

    /** Avro {@code int} and {@code long}: zig-zag, seven bits a byte, low bits first. */
    public void writeLong(long value) {
        reserve(MAX_VARINT);
        writeVarint((value << 1) ^ (value >> 63));
    }

    private void writeVarint(long bits) {
        long rest = bits;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Avro {@code string} and {@code bytes}: length, then content. */
    public void writeSpan(byte[] source, int offset, int count) {
        reserve(MAX_VARINT + count);
        writeVarint((long) count << 1);
        System.arraycopy(source, offset, bytes, size, count);
        size += count;
    }

    /** Avro {@code float}: IEEE 754 bits, little end first. */
    public void writeFloat(float value) {
        int bits = Float.floatToRawIntBits(value);
        reserve(4);
        for (int i = 0; i < 4; i++) {
            bytes[size++] = (byte) (bits >>> (8 * i));
        }
    }

    /** Avro {@code double}: IEEE 754 bits, little end first. */
    public void writeDouble(double value) {
        long bits = Double.doubleToRawLongBits(value);
        reserve(8);
        for (int i = 0; i < 8; i++) {
            bytes[size++] = (byte) (bits >>> (8 * i));
        }
    }

    /** Says nothing of the content: it may be personal. */
    @Override
    public String toString() {
        return "Output[" + size + " bytes]";
    }
}
