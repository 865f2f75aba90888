package io.millrace.runtime.code;

import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong first behind an output port, in the form of a state store. A row is judged within the call by which
 * the code forwards it, and code can catch whatever comes out of that: so the failure comes again at the next row, and
 * before anything is committed. Kafka Streams tells stores nothing of a commit, but flushes the caches of those that say
 * they have one. It does so in the order of the topology: what the code's own caches still forward has arrived by then.
 */
public final class FirstFailure implements StateStore, CachedStateStore<Object, Object> {
    private final String name;
    private @Nullable Throwable failure;
    private boolean open;

    /** @param name of the store */
    public FirstFailure(String name) {
        this.name = name;
    }

    /** @param thrown a runtime exception or an error */
    void note(Throwable thrown) {
        if (failure == null) {
            failure = thrown;
        }
    }

    /** Throws what was noted, if anything was. */
    void check() {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }

    @Override
    public void flushCache() {
        check();
    }

    @Override
    public void clearCache() {}

    @Override
    public boolean setFlushListener(CacheFlushListener<Object, Object> listener, boolean oldValues) {
        return false;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        failure = null;
        open = true;
        context.register(root, (key, value) -> {});
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }
}
