package io.millrace.runtime.topology;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Notes what is read back beside the thread that fetches it, batch after batch, so that two cores share the work. Used
 * by one thread at a time; what the worker did is visible after {@link #drain}.
 */
final class RestoreWorker {
    /** One under way, one behind it: what waits longer leaves the processor's caches, and is copied by the collector. */
    private static final int MOST_PENDING = 2;

    private final ThreadPoolExecutor executor;
    private final Queue<Future<?>> pending = new ArrayDeque<>();

    RestoreWorker(String name) {
        executor = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            var thread = new Thread(work, "millrace-restore-" + name);
            thread.setDaemon(true);
            return thread;
        });
        executor.allowCoreThreadTimeOut(true);
    }

    /** Does some work soon, after what was handed over before; waits while much is pending. */
    void hand(Runnable work) {
        while (pending.size() >= MOST_PENDING) {
            await(pending.remove());
        }
        pending.add(executor.submit(work));
    }

    /** Waits for everything handed over; throws what it threw. */
    void drain() {
        while (!pending.isEmpty()) {
            await(pending.remove());
        }
    }

    /** Drops what is pending, and waits for what is under way. */
    void abandon() {
        pending.forEach(work -> work.cancel(false));
        pending.clear();
        try {
            executor.submit(() -> {}).get();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException never) {
            throw new IllegalStateException(never);
        }
    }

    private static void await(Future<?> work) {
        try {
            work.get();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new WaitingException("stopped while reading event ids back", stopping);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }
}
