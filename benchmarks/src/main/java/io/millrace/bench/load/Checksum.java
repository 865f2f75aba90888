package io.millrace.bench.load;

import io.millrace.contracts.wire.ConfluentFraming;

/** Sums that are the same where the bytes are. */
final class Checksum {
    private static final int END = ConfluentFraming.HEADER_LENGTH + 1 + 36;

    private Checksum() {}

    /** Of the event id of a value, if it is all there: the same in every step, since the id is its first field. */
    static long ofId(byte[] value) {
        return fnv(value, ConfluentFraming.HEADER_LENGTH, Math.min(END, value.length));
    }

    /** Of all bytes of a value. */
    static long ofAll(byte[] value) {
        return fnv(value, 0, value.length);
    }

    /** FNV-1a. */
    private static long fnv(byte[] bytes, int start, int end) {
        long hash = 0xcbf29ce484222325L;
        for (int i = start; i < end; i++) {
            hash = (hash ^ bytes[i]) * 0x100000001b3L;
        }
        return hash;
    }
}
