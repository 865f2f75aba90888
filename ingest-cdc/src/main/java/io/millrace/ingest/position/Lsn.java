package io.millrace.ingest.position;

/** Log sequence numbers: unsigned 64-bit offsets into the write-ahead log, held in a {@code long}. */
public final class Lsn {
    private Lsn() {}

    /** As PostgreSQL writes it, such as {@code 0/16B3748}. */
    public static String text(long lsn) {
        return Long.toHexString(lsn >>> 32).toUpperCase(java.util.Locale.ROOT) + "/"
                + Long.toHexString(lsn & 0xffff_ffffL).toUpperCase(java.util.Locale.ROOT);
    }

    /**
     * Reads what PostgreSQL writes.
     *
     * @throws IllegalArgumentException if it is not of the form {@code X/X}
     */
    public static long parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("an LSN is written as two hexadecimal numbers, as in 0/16B3748");
        }
        return Long.parseUnsignedLong(text, 0, slash, 16) << 32
                | Long.parseUnsignedLong(text, slash + 1, text.length(), 16);
    }
}
