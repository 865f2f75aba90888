package io.millrace.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.contracts.wire.ConfluentFraming;
import java.util.Arrays;

/** Writes one framed Avro value after the other into a buffer it keeps. */
final class AvroBytes {
    private byte[] bytes = new byte[1024];
    private int size;

    void begin(int schemaId) {
        ConfluentFraming.writeHeader(bytes, schemaId);
        size = ConfluentFraming.HEADER_LENGTH;
    }

    int size() {
        return size;
    }

    void number(long value) {
        reserve(10);
        long rest = value << 1 ^ value >> 63;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) ((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void text(String value) {
        bytes(value.getBytes(UTF_8));
    }

    void bytes(byte[] value) {
        bytes(value, 0, value.length);
    }

    void bytes(byte[] value, int offset, int length) {
        number(length);
        reserve(length);
        System.arraycopy(value, offset, bytes, size, length);
        size += length;
    }

    /** A copy of the first bytes. */
    byte[] first(int count) {
        return Arrays.copyOf(bytes, count);
    }

    private void reserve(int count) {
        if (bytes.length - size < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + count));
        }
    }
}
