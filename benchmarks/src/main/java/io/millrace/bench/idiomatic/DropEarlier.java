package io.millrace.bench.idiomatic;

import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Lets a change pass that stands behind all others of its partition in the database's log. */
final class DropEarlier implements Processor<String, Parsed, String, Parsed> {
    private static final String DATABASE = "shopdb";

    private final String storeName;
    private final LongAdder duplicates;
    private ProcessorContext<String, Parsed> context;
    private KeyValueStore<String, Long> last;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    DropEarlier(String storeName, LongAdder duplicates) {
        this.storeName = storeName;
        this.duplicates = duplicates;
    }

    @Override
    public void init(ProcessorContext<String, Parsed> taskContext) {
        context = taskContext;
        last = taskContext.getStateStore(storeName);
    }

    @Override
    public void process(Record<String, Parsed> change) {
        long position = change.value().position();
        Long before = last.get(DATABASE);
        if (before != null && position <= before) {
            duplicates.increment();
        } else {
            last.put(DATABASE, position);
            context.forward(change);
        }
    }
}
