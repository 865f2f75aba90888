package io.millrace.runtime.identity;

import java.util.function.LongPredicate;
import java.util.function.LongSupplier;

/**
 * The event ids of one partition within a {@link Window}, in small tables behind an {@link IndexDirectory}: a full table
 * drops its expired entries, grows by a quarter or splits in two, so that no record ever waits for a rehash of the
 * whole. Tables are filled to between 64 % and 80 %: 30 to 37.5 bytes an id. Belongs to one task; not thread-safe.
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
    private final IndexDirectory directory;
    private long origin = Long.MIN_VALUE;
    private long clock = Long.MIN_VALUE;
    private long entries;
    private long bytes;
    private long conflicts;
    private int buckets = Window.BUCKETS;
    private int tidied;
    private boolean restoring = true;

    /**
     * An empty index in restore mode.
     *
     * @param wallClock epoch milliseconds
     * @throws IndexOverBudgetException if the budget is used up
     */
    public EventIdIndex(Window window, MemoryBudget budget, LongSupplier wallClock) {
        this.window = window;
        this.budget = budget;
        this.wallClock = wallClock;
        var first = new IndexSegment(0, IndexSegment.LEAST_SLOTS);
        directory = new IndexDirectory(first);
        if (!account(first.bytes())) {
            throw IndexOverBudgetException.whileRestoring(budget.limit(), 0);
        }
    }

    /** Whether an id was there before. */
    public enum Sighting {
        NEW,
        DUPLICATE,
        /** A duplicate by id whose content differs from the last occurrence. */
        CONFLICT
    }

    /** From now on a full budget shortens the window first, and fails where that does not help. */
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
     * @throws IndexOverBudgetException while restoring, if the window does not fit; later, if not even the bucket that
     *     time has reached fits
     */
    public Sighting see(long high, long low, long content, long timestampMillis) {
        long bucket = window.bucket(timestampMillis);
        advance(bucket);
        long stored = stored(bucket);
        long content48 = content & IndexSegment.CONTENT_MASK;
        IndexSegment segment = directory.of(high);
        int at = segment.find(high, low);
        if (at < 0) {
            if (segment.isFull()) {
                makeRoom(high);
                segment = directory.of(high);
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
        directory.replaceAll(segment -> {
            var kept = new IndexSegment(segment.depth, segment.slots());
            segment.forEach((high, low, bucket, content) -> {
                if (contents.test(content)) {
                    entries--;
                } else {
                    kept.put(high, low, bucket, content);
                }
            });
            return kept;
        });
    }

    /** Gives memory of expired ids back, a few tables at each call. */
    public void tidy(int tables) {
        long oldest = clock - buckets - origin;
        for (int i = 0; i < tables && clock != Long.MIN_VALUE; i++) {
            tidied = tidied < directory.size() ? tidied : 0;
            IndexSegment segment = directory.at(tidied);
            int slots = IndexSegment.slotsFor(segment.countFrom(oldest));
            if (slots < segment.slots() / 4 * 3) {
                rebuild(directory.leastAt(tidied), segment, slots, oldest);
            }
            tidied = directory.next(tidied);
        }
    }

    /** Ids remembered, expired ones that were not yet dropped included. */
    public long entries() {
        return entries;
    }

    /** Heap taken by the tables. */
    public long bytes() {
        return bytes;
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
        budget.release(bytes);
        bytes = 0;
    }

    /** Start of the numbering of stored buckets; for snapshots. */
    long origin() {
        return origin;
    }

    /** The latest bucket that time has reached; for snapshots. */
    long clock() {
        return clock;
    }

    void forEach(IndexSegment.Taker taker) {
        directory.forEach(taker);
    }

    /** Takes the times of a snapshot up, before its entries. */
    void load(long atOrigin, long atClock) {
        origin = atOrigin;
        clock = atClock;
    }

    /** Takes an entry of a snapshot up. */
    void load(long high, long low, long bucket, long content) {
        if (bucket >= clock - buckets - origin) {
            if (directory.of(high).isFull()) {
                makeRoom(high);
            }
            directory.of(high).put(high, low, bucket, content);
            entries++;
        }
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
        directory.replaceAll(segment -> {
            var rebased = new IndexSegment(segment.depth, segment.slots());
            segment.forEach(
                    (high, low, bucket, content) -> rebased.put(high, low, Math.max(1, bucket - delta), content));
            return rebased;
        });
        origin = newOrigin;
    }

    private long stored(long bucket) {
        return Math.max(1, Math.min(LAST_STORED, bucket - origin));
    }

    /**
     * Makes the table of a fingerprint less full: by growing it, or without memory by dropping what has expired, and then
     * by shortening the window. What time's own bucket holds is never dropped: a duplicate right behind its first
     * occurrence would pass.
     */
    private void makeRoom(long high) {
        IndexSegment full = directory.of(high);
        while (true) {
            long oldest = clock - buckets - origin;
            int kept = full.countFrom(oldest);
            if (grow(high, full, kept, oldest)) {
                return;
            }
            if (kept < full.size() / 16 * 15) {
                rebuild(high, full, full.slots(), oldest);
                return;
            }
            if (restoring) {
                throw IndexOverBudgetException.whileRestoring(budget.limit(), entries);
            }
            if (buckets == 0) {
                throw IndexOverBudgetException.whileRunning(budget.limit(), window, countFrom(oldest));
            }
            buckets--;
        }
    }

    private long countFrom(long oldest) {
        long count = 0;
        for (int place = 0; place < directory.size(); place = directory.next(place)) {
            count += directory.at(place).countFrom(oldest);
        }
        return count;
    }

    /** Rebuilds with room for more, or splits where that is too much for one table; false if there is no memory. */
    private boolean grow(long high, IndexSegment full, int kept, long oldest) {
        int slots = IndexSegment.slotsFor(kept);
        return slots <= IndexSegment.MOST_SLOTS ? rebuild(high, full, slots, oldest) : split(high, full, kept, oldest);
    }

    private boolean split(long high, IndexSegment full, int kept, long oldest) {
        int deeper = full.depth + 1;
        int[] inUpper = new int[1];
        full.forEach((entry, low, bucket, content) ->
                inUpper[0] += bucket >= oldest ? (int) (entry >>> (Long.SIZE - deeper) & 1) : 0);
        int lowerSlots = IndexSegment.slotsFor(kept - inUpper[0]);
        int upperSlots = IndexSegment.slotsFor(inUpper[0]);
        if (!account(IndexSegment.bytes(lowerSlots) + IndexSegment.bytes(upperSlots) - full.bytes())) {
            return false;
        }
        var lower = new IndexSegment(deeper, lowerSlots);
        var upper = new IndexSegment(deeper, upperSlots);
        full.forEach((entry, low, bucket, content) -> {
            if (bucket >= oldest) {
                ((entry >>> (Long.SIZE - deeper) & 1) == 0 ? lower : upper).put(entry, low, bucket, content);
            }
        });
        directory.split(high, lower, upper);
        entries += kept - full.size();
        return true;
    }

    private boolean rebuild(long high, IndexSegment old, int slots, long oldest) {
        if (!account(IndexSegment.bytes(slots) - old.bytes())) {
            return false;
        }
        var fresh = new IndexSegment(old.depth, slots);
        old.forEach((entry, low, bucket, content) -> {
            if (bucket >= oldest) {
                fresh.put(entry, low, bucket, content);
            }
        });
        directory.replace(high, fresh);
        entries += fresh.size() - old.size();
        return true;
    }

    /** Takes memory, or gives it back if negative; false if there is none. */
    private boolean account(long difference) {
        if (!budget.tryReserve(difference)) {
            return false;
        }
        bytes += difference;
        return true;
    }
}
