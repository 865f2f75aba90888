package io.millrace.bench.load;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Remembers that a record could not be sent. Safe for use by several threads. */
public final class SendFailure implements Callback {
    private final AtomicReference<@Nullable Exception> first = new AtomicReference<>();

    @Override
    public void onCompletion(@Nullable RecordMetadata sent, @Nullable Exception failed) {
        if (failed != null) {
            first.compareAndSet(null, failed);
        }
    }

    /** Throws if any record could not be sent so far. */
    public void check() {
        Exception failed = first.get();
        if (failed != null) {
            throw new IllegalStateException("a record could not be sent: " + failed.getMessage(), failed);
        }
    }
}
