package io.millrace.runtime.identity;

/**
 * An open-addressing table of 24-byte slots: two words of fingerprint, one word of bucket (16 bits) and content (48
 * bits). A slot whose third word is 0 is free; stored buckets start at 1. Small, so that growing it never holds a record
 * up: at most {@link #MOST_SLOTS} slots, then it is to be split.
 */
final class IndexSegment {
    static final int SLOT_BYTES = 24;
    static final int LEAST_SLOTS = 512;
    static final int MOST_SLOTS = 4096;
    static final int CONTENT_BITS = 48;
    static final long CONTENT_MASK = (1L << CONTENT_BITS) - 1;

    /** The object, its array's header, its place in the directory. */
    private static final int OVERHEAD_BYTES = 64;

    private static final int WORDS = 3;

    /** How many leading bits of the fingerprint all entries share. */
    final int depth;

    private final int slots;
    private final int mostEntries;
    private final long[] table;
    private int size;

    IndexSegment(int depth, int slots) {
        this.depth = depth;
        this.slots = slots;
        this.mostEntries = slots / 5 * 4;
        this.table = new long[slots * WORDS];
    }

    /** Slots for so many entries with a quarter more room: filled to 64 %, full at 80 %. */
    static int slotsFor(int entries) {
        return Math.max(LEAST_SLOTS, entries * 25 / 16 + 5);
    }

    static long bytes(int slots) {
        return (long) slots * SLOT_BYTES + OVERHEAD_BYTES;
    }

    long bytes() {
        return bytes(slots);
    }

    int slots() {
        return slots;
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size >= mostEntries;
    }

    /** Entries whose stored bucket is not below a bound. */
    int countFrom(long oldest) {
        int count = 0;
        for (int at = 2; at < table.length; at += WORDS) {
            if (table[at] != 0 && table[at] >>> CONTENT_BITS >= oldest) {
                count++;
            }
        }
        return count;
    }

    /** Index of the third word of the entry, or of the free slot where it belongs, complemented. */
    int find(long high, long low) {
        int at = (int) (((low >>> 32) * slots) >>> 32) * WORDS;
        while (true) {
            if (table[at + 2] == 0) {
                return ~(at + 2);
            }
            if (table[at] == high && table[at + 1] == low) {
                return at + 2;
            }
            at += WORDS;
            if (at == table.length) {
                at = 0;
            }
        }
    }

    void insert(int freeAt, long high, long low, long bucket, long content) {
        table[freeAt - 2] = high;
        table[freeAt - 1] = low;
        set(freeAt, bucket, content);
        size++;
    }

    long bucketAt(int at) {
        return table[at] >>> CONTENT_BITS;
    }

    long contentAt(int at) {
        return table[at] & CONTENT_MASK;
    }

    void set(int at, long bucket, long content) {
        table[at] = bucket << CONTENT_BITS | content;
    }

    /** Hands every entry out; none may be added meanwhile. */
    void forEach(Taker taker) {
        for (int at = 0; at < table.length; at += WORDS) {
            if (table[at + 2] != 0) {
                taker.take(table[at], table[at + 1], table[at + 2] >>> CONTENT_BITS, table[at + 2] & CONTENT_MASK);
            }
        }
    }

    /** Puts an entry that is known not to be there. */
    void put(long high, long low, long bucket, long content) {
        insert(~find(high, low), high, low, bucket, content);
    }

    /** Receives entries. */
    interface Taker {
        void take(long high, long low, long bucket, long content);
    }
}
