package io.millrace.bench.load;

import io.millrace.contracts.wire.ConfluentFraming;

/** What stands for the event id of a value, the same in every step: id is the first field before and behind each. */
final class Checksum {
    private static final int END = ConfluentFraming.HEADER_LENGTH + 1 + 36;

    private Checksum() {}

    /** FNV-1a of the bytes of the event id, if they are all there. */
    static long of(byte[] value) {
        long hash = 0xcbf29ce484222325L;
        for (int i = ConfluentFraming.HEADER_LENGTH; i < Math.min(END, value.length); i++) {
            hash = (hash ^ value[i]) * 0x100000001b3L;
        }
        return hash;
    }
}
