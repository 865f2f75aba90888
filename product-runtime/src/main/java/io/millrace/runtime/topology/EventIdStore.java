package io.millrace.runtime.topology;

import io.millrace.runtime.identity.EventIdIndex;
import io.millrace.runtime.record.Operation;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
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
 *
 * <p>Under exactly-once, Kafka Streams 4.3 calls {@link #commit} when a store has been read back, now and then while it
 * is read back or is a standby, and when the task is given up in an orderly way; never around a commit while running.
 * That is when snapshots are written, and always behind a commit, so that a snapshot holds committed records only.
 */
final class EventIdStore implements StateStore {
    private static final int WORTH_HANDING_OVER = 200;

    private final String name;
    private final TopicPartition unknown;
    private final Supplier<EventIdIndex> fresh;
    private final EventIds ids;
    private final RecordReader reader;
    private final IndexStart start;
    private final IndexSnapshots snapshots;
    private final RestoreWorker worker;
    private TopicPartition partition;
    private @Nullable EventIdIndex index;
    private @Nullable Path file;
    private OptionalLong loaded = OptionalLong.empty();
    private boolean wiped;
    private long lastNoted = -1;
    private long notedSinceSnapshot;

    EventIdStore(
            String name,
            String topic,
            Supplier<EventIdIndex> fresh,
            EventIds ids,
            RecordReader reader,
            IndexStart start,
            IndexSnapshots snapshots) {
        this.name = name;
        this.unknown = new TopicPartition(topic, -1);
        this.partition = unknown;
        this.fresh = fresh;
        this.ids = ids;
        this.reader = reader;
        this.start = start;
        this.snapshots = snapshots;
        this.worker = new RestoreWorker(name);
    }

    /** The index, once the store is open and everything read back is in it. */
    EventIdIndex index() {
        worker.drain();
        return Objects.requireNonNull(index, "store is closed");
    }

    @Override
    public String name() {
        return name;
    }

    /** Begins anew: Kafka Streams opens the same store again after it has given a task up as corrupted. */
    @Override
    public void init(StateStoreContext context, StateStore root) {
        close();
        index = fresh.get();
        partition = new TopicPartition(unknown.topic(), context.taskId().partition());
        file = context.stateDir().toPath().resolve(name + ".snapshot");
        loaded = snapshots.load(file, partition, index);
        if (loaded.isEmpty()) {
            index.release();
            index = fresh.get();
        }
        lastNoted = loaded.orElse(-1);
        RecordBatchingStateRestoreCallback restore = this::restore;
        context.register(root, restore);
    }

    private void restore(Collection<ConsumerRecord<byte[], byte[]>> batch) {
        List<ConsumerRecord<byte[], byte[]>> records = List.copyOf(batch);
        if (records.size() < WORTH_HANDING_OVER) {
            worker.drain();
            records.forEach(this::restore);
        } else {
            worker.hand(() -> records.forEach(this::restore));
        }
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
            note(ids, record);
        }
    }

    /** Notes the id last taken of a record. */
    EventIdIndex.Sighting note(EventIds taken, InputRecord record) {
        lastNoted = record.offset();
        notedSinceSnapshot++;
        return taken.note(Objects.requireNonNull(index, "store is closed"), record);
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
    public @Nullable Long committedOffset(TopicPartition changelog) {
        if (wiped) {
            return null;
        }
        Long notNeeded = start.lastNotNeeded(changelog);
        if (loaded.isEmpty()) {
            return notNeeded;
        }
        return notNeeded == null ? loaded.getAsLong() : Math.max(notNeeded, loaded.getAsLong());
    }

    /** An empty map says that what was answered before is not to be trusted any more. */
    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        wiped = changelogOffsets.isEmpty();
        Path snapshot = file;
        if (wiped) {
            worker.abandon();
            if (snapshot != null) {
                snapshots.delete(snapshot);
            }
            return;
        }
        EventIdIndex current = index();
        long offset = changelogOffsets.getOrDefault(partition, -1L);
        if (snapshot != null && offset >= 0 && lastNoted <= offset) {
            long before = notedSinceSnapshot;
            notedSinceSnapshot = snapshots.save(snapshot, partition, offset, current, before) ? 0 : before;
        }
    }

    @Override
    public void close() {
        worker.abandon();
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
