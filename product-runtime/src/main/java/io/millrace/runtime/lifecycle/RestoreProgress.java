package io.millrace.runtime.lifecycle;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/**
 * How far local state has been read back: the ledger and kept rows from their change logs, event ids from the input
 * topic. Counts offsets, so that gaps between records count too. Written by the threads that read back, read by any.
 */
final class RestoreProgress implements StateRestoreListener {
    private final Map<Store, Reading> open = new ConcurrentHashMap<>();
    private final Runnable onChange;
    private volatile long begunNanos;
    private final AtomicLong wanted = new AtomicLong();

    private record Store(String name, TopicPartition partition) {}

    private record Reading(long next, long end) {
        long remaining() {
            return Math.max(0, end - next);
        }
    }

    /** @param onChange called when reading a store back begins or ends */
    RestoreProgress(Runnable onChange) {
        this.onChange = onChange;
    }

    /** Whether any store is being read back. */
    boolean isUnderWay() {
        return !open.isEmpty();
    }

    /** Offsets that are still to be read. */
    long remaining() {
        return open.values().stream().mapToLong(Reading::remaining).sum();
    }

    /** Share of what is wanted since reading back began that is read, 0 to 1; 1 where nothing is read back. */
    double share() {
        long all = wanted.get();
        return open.isEmpty() || all <= 0 ? 1 : Math.min(1, Math.max(0, 1 - (double) remaining() / all));
    }

    /** How long reading back has taken so far, nanoseconds; 0 where nothing is read back. */
    long nanos() {
        return open.isEmpty() ? 0 : System.nanoTime() - begunNanos;
    }

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long startingOffset, long endingOffset) {
        synchronized (this) {
            if (open.isEmpty()) {
                begunNanos = System.nanoTime();
                wanted.set(0);
            }
            wanted.addAndGet(Math.max(0, endingOffset - startingOffset));
            open.put(new Store(store, partition), new Reading(startingOffset, endingOffset));
        }
        onChange.run();
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long batchEndOffset, long restored) {
        open.computeIfPresent(new Store(store, partition), (key, at) -> new Reading(batchEndOffset + 1, at.end()));
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long totalRestored) {
        open.remove(new Store(store, partition));
    }

    /** The partition went elsewhere: what was not read is not wanted any more. */
    @Override
    public synchronized void onRestoreSuspended(TopicPartition partition, String store, long totalRestored) {
        Reading left = open.remove(new Store(store, partition));
        if (left != null) {
            wanted.addAndGet(-left.remaining());
        }
    }
}
