package io.millrace.runtime.topology;

import io.millrace.runtime.identity.EventIdIndex;
import io.millrace.runtime.record.Operation;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.RecordBatchingStateRestoreCallback;
import org.jspecify.annotations.Nullable;

/**
 * The index of event ids as a state store whose changelog is the input topic itself (KIP-813): Kafka Streams reads it
 * back up to the committed offset before the task runs, and nothing is written at run time.
 */
final class EventIdStore implements StateStore {
    private final String name;
    private final Supplier<EventIdIndex> fresh;
    private final EventIds ids;
    private final RecordReader reader;
    private final IndexStart start;
    private @Nullable EventIdIndex index;
    private boolean wiped;

    EventIdStore(String name, Supplier<EventIdIndex> fresh, EventIds ids, RecordReader reader, IndexStart start) {
        this.name = name;
        this.fresh = fresh;
        this.ids = ids;
        this.reader = reader;
        this.start = start;
    }

    /** The index, once the store is open. */
    EventIdIndex index() {
        return Objects.requireNonNull(index, "store is closed");
    }

    @Override
    public String name() {
        return name;
    }

    /** Begins empty: Kafka Streams opens the same store again after it has given a task up as corrupted. */
    @Override
    public void init(StateStoreContext context, StateStore root) {
        close();
        index = fresh.get();
        RecordBatchingStateRestoreCallback restore = batch -> batch.forEach(this::restore);
        context.register(root, restore);
    }

    private void restore(ConsumerRecord<byte[], byte[]> stored) {
        if (stored.key() == null) {
            return;
        }
        var record = new InputRecord(
                stored.topic(),
                stored.partition(),
                stored.offset(),
                Math.max(0, stored.timestamp()),
                stored.key(),
                stored.value(),
                stored.headers());
        if (reader.read(record).isEmpty()
                && reader.plan().operation(reader.row()) != Operation.CONTROL
                && ids.take(reader)) {
            ids.note(index(), record);
        }
    }

    @Override
    public boolean persistent() {
        return true;
    }

    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester") // required of every store until Kafka Streams assumes it
    public boolean managesOffsets() {
        return true;
    }

    @Override
    public @Nullable Long committedOffset(TopicPartition partition) {
        return wiped ? null : start.lastNotNeeded(partition);
    }

    /** Nothing is kept on disk. An empty map says that the offset answered before is not to be trusted any more. */
    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        wiped = changelogOffsets.isEmpty();
    }

    @Override
    public void close() {
        if (index != null) {
            index.release();
            index = null;
        }
    }

    @Override
    public boolean isOpen() {
        return index != null;
    }
}
