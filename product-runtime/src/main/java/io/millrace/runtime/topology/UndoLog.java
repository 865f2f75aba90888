package io.millrace.runtime.topology;

import io.millrace.runtime.identity.Fingerprint;
import io.millrace.runtime.identity.RejectLedger;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Notes what stood in the ledger before each change of what was rejected, by the offset of the record that changed it. So
 * that without a transaction, where a ledger may be ahead of the committed offset after a kill, it can be put back to
 * where the product goes on: records that are judged again find what they found the first time.
 *
 * <p>A note is written before the change, to a store without a cache, so that the changelog never has a change without
 * its note. Keys: {@code z} + offset + number; values: the changed key, and what stood there.
 */
final class UndoLog implements RejectLedger.Journal {
    /** Longer than a commit may take before the thread gives up: Kafka's task.timeout.ms is half of it. */
    private static final long KEPT_MILLIS = 600_000;

    private static final byte UNDO = 'z';
    private static final int KEY_BYTES = 1 + Long.BYTES + Long.BYTES;

    private final KeyValueStore<Bytes, byte[]> store;
    private final RejectLedger.Journal ledger;
    private final Deque<Note> notes = new ArrayDeque<>();
    private long offset;
    private long number;
    private long nowMillis;

    private record Note(long writtenMillis, Bytes key) {}

    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    private record Undo(Bytes undoKey, long offset, long number, Bytes key, byte @Nullable [] before) {}

    /** @param ledger makes the changes, in the same store */
    UndoLog(KeyValueStore<Bytes, byte[]> store, RejectLedger.Journal ledger) {
        this.store = store;
        this.ledger = ledger;
    }

    /** Puts back what records from an offset on have changed, and forgets all notes. */
    void rollBack(long committed) {
        List<Undo> undone = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> entry = all.next();
                if (entry.key.get()[0] == UNDO && entry.key.get().length == KEY_BYTES) {
                    undone.add(read(entry));
                }
            }
        }
        // The last change first; a kill midway leaves notes that are undone the next time.
        undone.sort(Comparator.comparingLong(Undo::offset)
                .thenComparingLong(Undo::number)
                .reversed());
        for (Undo undo : undone) {
            if (undo.offset() >= committed) {
                if (undo.before() == null) {
                    store.delete(undo.key());
                } else {
                    store.put(undo.key(), undo.before());
                }
            }
            store.delete(undo.undoKey());
        }
    }

    /** The record that changes come from, until the next one. */
    void at(long recordOffset, long now) {
        offset = recordOffset;
        nowMillis = now;
    }

    /** Forgets notes of records that were committed long ago. */
    void tidy(long now) {
        nowMillis = now;
        for (Note oldest = notes.peek();
                oldest != null && oldest.writtenMillis() < now - KEPT_MILLIS;
                oldest = notes.peek()) {
            store.delete(notes.remove().key());
        }
    }

    @Override
    public void rejected(Fingerprint id, RejectLedger.Entry entry) {
        note(Ledger.rejectKey(id));
        ledger.rejected(id, entry);
    }

    @Override
    public void settled(Fingerprint id) {
        note(Ledger.rejectKey(id));
        ledger.settled(id);
    }

    @Override
    public void unreadable(long content, long timestampMillis) {
        note(Ledger.unreadableKey(content));
        ledger.unreadable(content, timestampMillis);
    }

    @Override
    public void readable(long content) {
        note(Ledger.unreadableKey(content));
        ledger.readable(content);
    }

    private void note(Bytes key) {
        byte[] before = store.get(key);
        Bytes undoKey = Bytes.wrap(ByteBuffer.allocate(KEY_BYTES)
                .put(UNDO)
                .putLong(offset)
                .putLong(number++)
                .array());
        ByteBuffer value = ByteBuffer.allocate(Integer.BYTES + key.get().length + (before == null ? 0 : before.length))
                .putInt(before == null ? -key.get().length : key.get().length)
                .put(key.get());
        if (before != null) {
            value.put(before);
        }
        store.put(undoKey, value.array());
        notes.add(new Note(nowMillis, undoKey));
    }

    private static Undo read(KeyValue<Bytes, byte[]> entry) {
        ByteBuffer key = ByteBuffer.wrap(entry.key.get());
        key.get();
        ByteBuffer value = ByteBuffer.wrap(entry.value);
        int length = value.getInt();
        var changed = new byte[Math.abs(length)];
        value.get(changed);
        byte[] before = null;
        if (length > 0) {
            before = new byte[value.remaining()];
            value.get(before);
        }
        return new Undo(entry.key, key.getLong(), key.getLong(), Bytes.wrap(changed), before);
    }
}
