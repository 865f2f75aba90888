package io.millrace.runtime.identity;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Finds the segment of a fingerprint by its leading bits: extendible hashing (Fagin, Nievergelt, Pippenger and Strong,
 * 1979). A segment stands at every place whose leading bits it shares.
 */
final class IndexDirectory {
    private IndexSegment[] places;
    private int depth;

    IndexDirectory(IndexSegment first) {
        places = new IndexSegment[] {first};
    }

    IndexSegment of(long high) {
        return places[place(high)];
    }

    private int place(long high) {
        return depth == 0 ? 0 : (int) (high >>> (Long.SIZE - depth));
    }

    /** Number of places. */
    int size() {
        return places.length;
    }

    /** First place of the segment that stands at a place, and the one behind its last: the next segment's. */
    int next(int place) {
        int span = 1 << (depth - places[place].depth);
        return (place & -span) + span;
    }

    IndexSegment at(int place) {
        return places[place];
    }

    /** The least fingerprint that belongs to a place. */
    long leastAt(int place) {
        return depth == 0 ? 0 : (long) place << (Long.SIZE - depth);
    }

    /** Puts another segment of the same depth in the place of the one that a fingerprint belongs to. */
    void replace(long high, IndexSegment by) {
        int span = 1 << (depth - by.depth);
        int from = place(high) & -span;
        Arrays.fill(places, from, from + span, by);
    }

    /** Puts two segments, one deeper, in the place of the one that a fingerprint belongs to. */
    void split(long high, IndexSegment lower, IndexSegment upper) {
        if (lower.depth > depth) {
            var doubled = new IndexSegment[places.length * 2];
            for (int i = 0; i < doubled.length; i++) {
                doubled[i] = places[i / 2];
            }
            places = doubled;
            depth++;
        }
        int span = 1 << (depth - lower.depth);
        int from = place(high) & -(2 * span);
        Arrays.fill(places, from, from + span, lower);
        Arrays.fill(places, from + span, from + 2 * span, upper);
    }

    void forEach(IndexSegment.Taker taker) {
        for (int place = 0; place < places.length; place = next(place)) {
            places[place].forEach(taker);
        }
    }

    /** Puts others, of the same depth, in the place of all segments. */
    void replaceAll(UnaryOperator<IndexSegment> by) {
        for (int place = 0; place < places.length; ) {
            int end = next(place);
            Arrays.fill(places, place, end, by.apply(places[place]));
            place = end;
        }
    }
}
