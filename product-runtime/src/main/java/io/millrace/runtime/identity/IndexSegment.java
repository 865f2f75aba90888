package io.millrace.runtime.identity;

/**
 * A fixed-size open-addressing table of 24-byte slots: two words of fingerprint, one word of bucket (16 bits) and
 * content (48 bits). A slot whose third word is 0 is free; stored buckets start at 1.
 */
final class IndexSegment {
    static final int SLOTS = 4096;
    static final int BYTES = SLOTS * 24;
    static final int CONTENT_BITS = 48;
    static final long CONTENT_MASK = (1L << CONTENT_BITS) - 1;

    private static final int WORDS = 3;
    private static final int FULL = SLOTS / 4 * 3;

    /** How many leading bits of the fingerprint all entries share. */
    final int depth;

    private long[] table = new long[SLOTS * WORDS];
    private int size;

    IndexSegment(int depth) {
        this.depth = depth;
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size >= FULL;
    }

    /** Index of the third word of the entry, or of the free slot where it belongs, complemented. */
    int find(long high, long low) {
        int slot = (int) low & (SLOTS - 1);
        while (true) {
            int at = slot * WORDS;
            if (table[at + 2] == 0) {
                return ~(at + 2);
            }
            if (table[at] == high && table[at + 1] == low) {
                return at + 2;
            }
            slot = (slot + 1) & (SLOTS - 1);
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

    /** Takes every entry out and hands it to the taker, which may put it back or into another segment. */
    void drain(Taker taker) {
        long[] old = table;
        table = new long[SLOTS * WORDS];
        size = 0;
        for (int at = 0; at < old.length; at += WORDS) {
            if (old[at + 2] != 0) {
                taker.take(old[at], old[at + 1], old[at + 2] >>> CONTENT_BITS, old[at + 2] & CONTENT_MASK);
            }
        }
    }

    /** Puts an entry that is known not to be there. */
    void put(long high, long low, long bucket, long content) {
        insert(~find(high, low), high, low, bucket, content);
    }

    /** Receives the entries of a drained segment. */
    interface Taker {
        void take(long high, long low, long bucket, long content);
    }
}
