package io.millrace.runtime.identity;

import java.util.concurrent.atomic.AtomicLong;

/** Heap shared by the event-id indexes of all partitions of a product on one instance. Safe for several threads. */
public final class MemoryBudget {
    private final long limit;
    private final AtomicLong used = new AtomicLong();

    /** @param limitBytes most that is granted in all, never exceeded */
    public MemoryBudget(long limitBytes) {
        this.limit = limitBytes;
    }

    /** Takes from the budget, unless that would exceed it; a negative number gives back and is always taken. */
    boolean tryReserve(long bytes) {
        long before = used.getAndUpdate(now -> fits(now, bytes) ? now + bytes : now);
        return fits(before, bytes);
    }

    private boolean fits(long now, long bytes) {
        return bytes <= 0 || bytes <= limit - now;
    }

    void release(long bytes) {
        used.addAndGet(-bytes);
    }

    /** Bytes in use. */
    public long used() {
        return used.get();
    }

    /** Bytes granted in all. */
    public long limit() {
        return limit;
    }
}
