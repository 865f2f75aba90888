package io.millrace.bench.idiomatic;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/** Lets an event pass unless its id was seen within the window: the well-known recipe with a window store. */
final class Deduplicate implements Processor<String, Parsed, String, Parsed> {
    private final String storeName;
    private final long windowMillis;
    private final LongAdder duplicates;
    private ProcessorContext<String, Parsed> context;
    private WindowStore<String, Long> seen;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    Deduplicate(String storeName, Duration window, LongAdder duplicates) {
        this.storeName = storeName;
        this.windowMillis = window.toMillis();
        this.duplicates = duplicates;
    }

    @Override
    public void init(ProcessorContext<String, Parsed> taskContext) {
        context = taskContext;
        seen = taskContext.getStateStore(storeName);
    }

    @Override
    public void process(Record<String, Parsed> event) {
        String id = java.util.Objects.requireNonNull(event.value().record())
                .get("event_id")
                .toString();
        long time = event.timestamp();
        boolean known;
        try (WindowStoreIterator<Long> found = seen.fetch(id, time - windowMillis, time + windowMillis)) {
            known = found.hasNext();
        }
        seen.put(id, time, time);
        if (known) {
            duplicates.increment();
        } else {
            context.forward(event);
        }
    }
}
