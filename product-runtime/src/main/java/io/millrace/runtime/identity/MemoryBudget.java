package io.millrace.runtime.identity;

import java.util.concurrent.atomic.AtomicLong;

/** Heap shared by the event-id indexes of all partitions of a product on one instance. Safe for several threads. */
public final class MemoryBudget {
    private final long limit;
    private final AtomicLong used = new AtomicLong();

    /** @param limitBytes most that {@link #tryReserve} grants in all */
    public MemoryBudget(long limitBytes) {
        this.limit = limitBytes;
    }

    /** Takes from the budget, unless that would exceed it. */
    boolean tryReserve(long bytes) {
        if (used.addAndGet(bytes) <= limit) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }

    /** Takes from the budget even beyond its limit. */
    void reserve(long bytes) {
        used.addAndGet(bytes);
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
