package io.millrace.runtime.plan;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** Where the items of one array end that are written one after the other, to find two that are alike. */
final class ItemEnds {
    /** So few are compared each with each other. */
    private static final int FEW = 16;

    private int[] ends = new int[FEW];
    private int count;

    void add(int end) {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
        }
        ends[count++] = end;
    }

    /** Whether two items have the same bytes. */
    boolean twoAlike(byte[] items) {
        return count <= FEW ? fewAlike(items) : manyAlike(items);
    }

    private boolean fewAlike(byte[] items) {
        for (int i = 1; i < count; i++) {
            for (int j = 0; j < i; j++) {
                if (Arrays.equals(items, start(i), ends[i], items, start(j), ends[j])) {
                    return true;
                }
            }
        }
        return false;
    }

    /** In order and not by hash: nobody can choose items that make it slow. */
    private boolean manyAlike(byte[] items) {
        Set<ByteBuffer> seen = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            if (!seen.add(ByteBuffer.wrap(items, start(i), ends[i] - start(i)))) {
                return true;
            }
        }
        return false;
    }

    private int start(int item) {
        return item == 0 ? 0 : ends[item - 1];
    }
}
