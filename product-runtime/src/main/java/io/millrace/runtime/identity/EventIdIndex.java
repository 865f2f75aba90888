package io.millrace.runtime.identity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;

/**
 * The event ids of one partition within a {@link Window}. Extendible hashing (Fagin, Nievergelt, Pippenger and Strong,
 * 1979) over fixed-size segments: a full segment drops its expired entries or splits in two, so that no record ever
 * waits for a rehash of the whole. Belongs to one task; not thread-safe.
 *
 * <p>What is a duplicate depends only on the records seen and their broker times, never on the wall clock; that only
 * bounds which entries may be dropped early when a broker time lies far ahead.
 */
public final class EventIdIndex {
    private static final long ORIGIN_SLACK = 4096;
    private static final long LAST_STORED = 0xffff;
    private static final long REBASE_AT = 60_000;

    private final Window window;
    private final MemoryBudget budget;
    private final LongSupplier wallClock;
    private IndexSegment[] directory = new IndexSegment[1];
    private int depth;
    private long origin = Long.MIN_VALUE;
    private long clock = Long.MIN_VALUE;
    private long entries;
    private long segments = 1;
    private long conflicts;
    private int buckets = Window.BUCKETS;
    private boolean restoring = true;

    /**
     * An empty index in restore mode.
     *
     * @param wallClock epoch milliseconds
     */
    public EventIdIndex(Window window, MemoryBudget budget, LongSupplier wallClock) {
        this.window = window;
        this.budget = budget;
        this.wallClock = wallClock;
        directory[0] = new IndexSegment(0);
        budget.reserve(IndexSegment.BYTES);
    }

    /** Whether an id was there before. */
    public enum Sighting {
        NEW,
        DUPLICATE,
        /** A duplicate by id whose content differs from the last occurrence. */
        CONFLICT
    }

    /** From now on a full budget shortens the window instead of failing. */
    public void restored() {
        restoring = false;
    }

    /**
     * Notes an occurrence of an id.
     *
     * @param high first half of the id's fingerprint
     * @param low second half of the id's fingerprint
     * @param content hash of the record's bytes; 48 bits are kept
     * @param timestampMillis broker time of the record, not negative
     * @throws IndexOverBudgetException while restoring, if the window does not fit
     */
    public Sighting see(long high, long low, long content, long timestampMillis) {
        long bucket = window.bucket(timestampMillis);
        advance(bucket);
        long stored = stored(bucket);
        long content48 = content & IndexSegment.CONTENT_MASK;
        IndexSegment segment = segmentOf(high);
        int at = segment.find(high, low);
        if (at < 0) {
            if (segment.isFull()) {
                makeRoom(high);
                segment = segmentOf(high);
                at = segment.find(high, low);
            }
            segment.insert(~at, high, low, stored, content48);
            entries++;
            return Sighting.NEW;
        }
        long before = segment.bucketAt(at);
        boolean sameContent = segment.contentAt(at) == content48;
        segment.set(at, Math.max(before, stored), content48);
        if (before < bucket - buckets - origin) {
            return Sighting.NEW;
        }
        if (sameContent) {
            return Sighting.DUPLICATE;
        }
        conflicts++;
        return Sighting.CONFLICT;
    }

    /** Forgets the ids whose last content hash (48 bits) is one of these. */
    public void forgetContents(LongPredicate contents) {
        sweepAll((bucket, content) -> !contents.test(content));
    }

    /** Ids remembered, expired ones that were not yet dropped included. */
    public long entries() {
        return entries;
    }

    /** Heap taken by the tables. */
    public long bytes() {
        return segments * IndexSegment.BYTES;
    }

    /** Ids that came again with other content, since the index was made. */
    public long conflicts() {
        return conflicts;
    }

    /** Buckets of the window in force; below {@link Window#BUCKETS} if memory ran short. */
    public int bucketsInForce() {
        return buckets;
    }

    /** Gives the memory back; the index must not be used afterwards. */
    public void release() {
        budget.release(bytes());
        directory = new IndexSegment[0];
        segments = 0;
    }

    private void advance(long bucket) {
        if (origin == Long.MIN_VALUE) {
            origin = bucket - ORIGIN_SLACK;
        }
        if (bucket > clock) {
            // a time far ahead must not expire everybody else
            clock = Math.max(clock, Math.min(bucket, window.bucket(wallClock.getAsLong()) + 1));
            if (clock - origin > REBASE_AT) {
                rebase(clock - ORIGIN_SLACK);
            }
        }
    }

    private void rebase(long newOrigin) {
        long delta = newOrigin - origin;
        for (IndexSegment segment : distinctSegments()) {
            segment.drain((high, low, bucket, content) -> segment.put(high, low, Math.max(1, bucket - delta), content));
        }
        origin = newOrigin;
    }

    private long stored(long bucket) {
        return Math.max(1, Math.min(LAST_STORED, bucket - origin));
    }

    private IndexSegment segmentOf(long high) {
        return directory[indexOf(high, depth)];
    }

    private static int indexOf(long high, int bits) {
        return bits == 0 ? 0 : (int) (high >>> (Long.SIZE - bits));
    }

    private void makeRoom(long high) {
        sweep(segmentOf(high));
        while (segmentOf(high).isFull()) {
            if (budget.tryReserve(IndexSegment.BYTES)) {
                split(indexOf(high, depth));
            } else if (restoring) {
                throw new IndexOverBudgetException(budget.limit(), entries);
            } else if (buckets > 0) {
                buckets--;
                sweep(segmentOf(high));
            } else {
                budget.reserve(IndexSegment.BYTES);
                split(indexOf(high, depth));
            }
        }
    }

    private void sweep(IndexSegment segment) {
        long oldest = clock - buckets - origin;
        filter(segment, (bucket, content) -> bucket >= oldest);
    }

    private void sweepAll(Keep keep) {
        for (IndexSegment segment : distinctSegments()) {
            filter(segment, keep);
        }
    }

    private void filter(IndexSegment segment, Keep keep) {
        segment.drain((high, low, bucket, content) -> {
            if (keep.test(bucket, content)) {
                segment.put(high, low, bucket, content);
            } else {
                entries--;
            }
        });
    }

    private void split(int index) {
        IndexSegment full = directory[index];
        if (full.depth == depth) {
            var doubled = new IndexSegment[directory.length * 2];
            for (int i = 0; i < doubled.length; i++) {
                doubled[i] = directory[i / 2];
            }
            directory = doubled;
            depth++;
        }
        var lower = new IndexSegment(full.depth + 1);
        var upper = new IndexSegment(full.depth + 1);
        for (int i = 0; i < directory.length; i++) {
            if (directory[i] == full) {
                directory[i] = (i >>> (depth - lower.depth) & 1) == 0 ? lower : upper;
            }
        }
        full.drain((high, low, bucket, content) -> segmentOf(high).put(high, low, bucket, content));
        segments++;
    }

    private List<IndexSegment> distinctSegments() {
        Set<IndexSegment> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        Collections.addAll(distinct, directory);
        return new ArrayList<>(distinct);
    }

    private interface Keep {
        boolean test(long bucket, long content);
    }
}
