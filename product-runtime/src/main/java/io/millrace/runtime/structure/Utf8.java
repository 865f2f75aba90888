package io.millrace.runtime.structure;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Strict UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF. */
public final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    /** Whether a span is UTF-8. */
    public static boolean isValid(byte[] data, int start, int length) {
        int at = start;
        int end = start + length;
        while (at < end) {
            if (at + 8 <= end && ((long) LONGS.get(data, at) & HIGH_BITS) == 0) {
                at += 8;
            } else if (end - start >= 8 && at + 8 > end && ((long) LONGS.get(data, end - 8) & HIGH_BITS) == 0) {
                // The last eight bytes, some of which have been looked at before.
                return true;
            } else if (data[at] >= 0) {
                at++;
            } else {
                int next = afterSequence(data, at, end);
                if (next < 0) {
                    return false;
                }
                at = next;
            }
        }
        return true;
    }

    /** Where the multi-byte sequence that starts here ends, or -1 if it is not one. */
    static int afterSequence(byte[] data, int at, int end) {
        int lead = data[at] & 0xff;
        int count = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
        if (lead < 0xc2 || lead > 0xf4 || end - at < count) {
            return -1;
        }
        int codePoint = lead & (0x7f >> count);
        for (int i = 1; i < count; i++) {
            int next = data[at + i];
            if ((next & 0xc0) != 0x80) {
                return -1;
            }
            codePoint = codePoint << 6 | (next & 0x3f);
        }
        boolean shortest = count == 2 || (count == 3 ? codePoint >= 0x800 : codePoint >= 0x10000);
        boolean scalar = codePoint <= 0x10ffff && (codePoint & 0x1ff800) != 0xd800;
        return shortest && scalar ? at + count : -1;
    }
}
