package io.millrace.cli.demo.verify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Finds clear values in bytes, in each {@link Encoding}, whatever the letter case and the base64 alphabet. All values
 * are searched for in one pass: the first eight bytes of every form stand in a hash table, and each position of the
 * scanned bytes is looked up there (Karp and Rabin, 1987, with an exact comparison instead of a fingerprint).
 *
 * <p>Not safe for use by several threads.
 */
public final class ClearTextScanner {
    /** Shorter values would turn up by accident. */
    public static final int SHORTEST = 8;

    private static final Encoding[] ENCODINGS = Encoding.values();
    private static final int NONE = -1;

    private final List<String> values = new ArrayList<>();
    private final long[] heads;
    private final int[] first;
    private final int[] next;
    private final int mask;

    /**
     * @param clearValues what must not be found, each at least {@link #SHORTEST} bytes in UTF-8
     * @throws IllegalArgumentException if a value is shorter
     */
    public ClearTextScanner(Collection<String> clearValues) {
        values.addAll(clearValues);
        int patterns = values.size() * ENCODINGS.length;
        int capacity = Integer.highestOneBit(Math.max(16, patterns * 2)) * 2;
        heads = new long[capacity];
        first = new int[capacity];
        next = new int[patterns];
        mask = capacity - 1;
        Arrays.fill(first, NONE);
        for (int value = 0; value < values.size(); value++) {
            if (values.get(value).getBytes(StandardCharsets.UTF_8).length < SHORTEST) {
                throw new IllegalArgumentException("a value to scan for needs at least " + SHORTEST + " bytes");
            }
            for (int encoding = 0; encoding < ENCODINGS.length; encoding++) {
                add(value * ENCODINGS.length + encoding);
            }
        }
    }

    /** The name of the form in which one of the values stands in the bytes; empty if none does. */
    public Optional<String> find(byte[] bytes, int length) {
        if (length < SHORTEST) {
            return Optional.empty();
        }
        long window = 0;
        for (int i = 0; i < length; i++) {
            window = window << 8 | folded(bytes[i]);
            if (i >= SHORTEST - 1) {
                int slot = slotOf(window);
                for (int pattern = first[slot]; pattern != NONE; pattern = next[pattern]) {
                    if (matches(bytes, i - (SHORTEST - 1), length, pattern)) {
                        return Optional.of(ENCODINGS[pattern % ENCODINGS.length].text());
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Number of values searched for. */
    public int size() {
        return values.size();
    }

    private void add(int pattern) {
        byte[] bytes = formOf(pattern);
        long head = 0;
        for (int i = 0; i < SHORTEST; i++) {
            head = head << 8 | folded(bytes[i]);
        }
        int slot = slotOf(head);
        heads[slot] = head;
        next[pattern] = first[slot];
        first[slot] = pattern;
    }

    /** The slot of a head, or the free one where it belongs. */
    private int slotOf(long head) {
        long mixed = head * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 32) & mask;
        while (first[slot] != NONE && heads[slot] != head) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean matches(byte[] bytes, int start, int length, int pattern) {
        byte[] form = formOf(pattern);
        if (start + form.length > length) {
            return false;
        }
        for (int i = SHORTEST; i < form.length; i++) {
            if (folded(form[i]) != folded(bytes[start + i])) {
                return false;
            }
        }
        return true;
    }

    private byte[] formOf(int pattern) {
        return ENCODINGS[pattern % ENCODINGS.length].apply(values.get(pattern / ENCODINGS.length));
    }

    /** Lower case, and the URL-safe base64 alphabet as the plain one; on both sides, so nothing is missed. */
    private static int folded(byte value) {
        return switch (value) {
            case '-' -> '+';
            case '_' -> '/';
            default -> value >= 'A' && value <= 'Z' ? value + 32 : value & 0xff;
        };
    }
}
