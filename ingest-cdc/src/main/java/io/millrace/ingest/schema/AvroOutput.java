package io.millrace.ingest.schema;

import io.millrace.contracts.wire.ConfluentFraming;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A growing buffer with Avro's binary encoding (Avro 1.12 specification, "Binary encoding"), behind a frame with the
 * schema id. Reused from record to record; not safe for use by several threads.
 */
final class AvroOutput {
    private static final int KEPT = 4 * 1024 * 1024;

    private final List<String> omitted = new ArrayList<>();
    private byte[] buffer = new byte[1024];
    private int length;
    private int largest;

    /** @param largestField bytes that a column's value may take */
    void start(int schemaId, int largestField) {
        if (buffer.length > KEPT) {
            buffer = new byte[1024];
        }
        ConfluentFraming.writeHeader(buffer, schemaId);
        length = ConfluentFraming.HEADER_LENGTH;
        largest = largestField;
        omitted.clear();
    }

    int length() {
        return length;
    }

    /** Forgets what was written since the output had that length. */
    void rewind(int earlier) {
        length = earlier;
    }

    /** Bytes that a column's value may take. */
    int largest() {
        return largest;
    }

    /** Notes that a column's value was left out. */
    void omit(String column, Omission reason) {
        omitted.add(column + ':' + reason.code());
    }

    /** What was left out, as {@code after.<column>:<reason>} joined by commas; empty where nothing was. */
    String omitted() {
        return String.join(",", omitted);
    }

    byte[] toByteArray() {
        return Arrays.copyOf(buffer, length);
    }

    void writeBoolean(boolean value) {
        ensure(1);
        buffer[length++] = (byte) (value ? 1 : 0);
    }

    /** Avro int and long share the encoding: zig-zag, then seven bits to a byte. */
    void writeLong(long value) {
        ensure(10);
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7fL) != 0) {
            buffer[length++] = (byte) ((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        buffer[length++] = (byte) rest;
    }

    void writeFloat(float value) {
        writeFixed(Float.floatToRawIntBits(value) & 0xffff_ffffL, 4);
    }

    void writeDouble(double value) {
        writeFixed(Double.doubleToRawLongBits(value), 8);
    }

    void writeString(String value) {
        writeBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    void writeBytes(byte[] value) {
        writeLong(value.length);
        ensure(value.length);
        System.arraycopy(value, 0, buffer, length, value.length);
        length += value.length;
    }

    private void writeFixed(long bits, int bytes) {
        ensure(bytes);
        for (int i = 0; i < bytes; i++) {
            buffer[length++] = (byte) (bits >>> (8 * i));
        }
    }

    private void ensure(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }
}
