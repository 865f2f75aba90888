package io.millrace.runtime.lifecycle;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What the runs of a product show of themselves, one after the other. Safe for use by several threads. */
final class RunFigures {
    private final AtomicLong launches = new AtomicLong();
    private volatile @Nullable StreamsRun run;
    private volatile ClientFigures clients = ClientFigures.NONE;

    /** A run begins. */
    void begin(StreamsRun next) {
        launches.incrementAndGet();
        run = next;
    }

    /** The run at hand is over. */
    void end() {
        run = null;
    }

    /** Takes a new reading of the clients of the run at hand. */
    void update(StreamsRun current) {
        clients = ClientFigures.of(current.metrics());
    }

    /** Runs after the first one. */
    long restarts() {
        return Math.max(0, launches.get() - 1);
    }

    ClientFigures clients() {
        return clients;
    }

    long restoreRemaining() {
        StreamsRun now = run;
        return now == null ? 0 : now.restore().remaining();
    }

    double restoreShare() {
        StreamsRun now = run;
        return now == null ? 1 : now.restore().share();
    }

    double restoreSeconds() {
        StreamsRun now = run;
        return now == null ? 0 : now.restore().nanos() / 1e9;
    }
}
