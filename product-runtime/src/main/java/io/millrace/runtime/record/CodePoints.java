package io.millrace.runtime.record;

/** Unicode code points in valid UTF-8. */
public final class CodePoints {
    private CodePoints() {}

    public static int count(byte[] data, int start, int length) {
        int count = 0;
        for (int at = start; at < start + length; at++) {
            count += isLead(data[at]) ? 1 : 0;
        }
        return count;
    }

    /** The number of bytes that the first so many code points take; all of them where there are fewer. */
    public static int prefix(byte[] data, int start, int length, int codePoints) {
        int seen = 0;
        for (int at = start; at < start + length; at++) {
            if (isLead(data[at]) && seen++ == codePoints) {
                return at - start;
            }
        }
        return length;
    }

    private static boolean isLead(byte next) {
        return (next & 0xc0) != 0x80;
    }
}
