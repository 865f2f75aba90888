package io.millrace.runtime.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.runtime.quality.PortMetrics;
import io.millrace.runtime.quality.WindowCounts;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The windows of one port and length in the task's ledger, in the same transaction as the records they count.
 *
 * <p>Keys: {@code W} + length + port: what is known of all windows, under the layout of the counts; {@code w} + length
 * + index + port: the counts of a window.
 */
final class MetricLedger implements WindowCounts.Journal {
    private static final byte STATE = 'W';
    private static final byte WINDOW = 'w';

    private final KeyValueStore<Bytes, byte[]> store;
    private final String port;
    private final PortMetrics.Group group;

    MetricLedger(KeyValueStore<Bytes, byte[]> store, String port, PortMetrics.Group group) {
        this.store = store;
        this.port = port;
        this.group = group;
    }

    /** The counts as they were left; none where the contract measures something else now. */
    WindowCounts load(long nowMillis) {
        Map<Long, long[]> windows = windows();
        byte[] stored = store.get(stateKey());
        if (stored != null) {
            ByteBuffer values = ByteBuffer.wrap(stored);
            if (values.getInt() == group.layout()) {
                return counts(new WindowCounts.State(values.getLong(), values.getLong()), windows);
            }
        }
        windows.keySet().forEach(this::forget);
        WindowCounts fresh = counts(new WindowCounts.State(nowMillis, 0), Map.of());
        // Not here: a store is written to while records are processed, so that a transaction takes it along.
        fresh.keepState();
        return fresh;
    }

    private WindowCounts counts(WindowCounts.State state, Map<Long, long[]> windows) {
        return new WindowCounts(group.windowMillis(), group.metrics().size(), state, windows, this);
    }

    private Map<Long, long[]> windows() {
        Map<Long, long[]> windows = new HashMap<>();
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> entry = all.next();
                ByteBuffer key = ByteBuffer.wrap(entry.key.get());
                if (key.get() == WINDOW && key.getLong() == group.windowMillis()) {
                    long index = key.getLong();
                    if (UTF_8.decode(key).toString().equals(port)) {
                        var counts = new long[entry.value.length / Long.BYTES];
                        ByteBuffer.wrap(entry.value).asLongBuffer().get(counts);
                        windows.put(index, counts);
                    }
                }
            }
        }
        return windows;
    }

    @Override
    public void window(long index, long[] counts) {
        ByteBuffer value = ByteBuffer.allocate(counts.length * Long.BYTES);
        value.asLongBuffer().put(counts);
        store.put(windowKey(index), value.array());
    }

    @Override
    public void forget(long index) {
        store.delete(windowKey(index));
    }

    @Override
    public void state(WindowCounts.State state) {
        store.put(
                stateKey(),
                ByteBuffer.allocate(Integer.BYTES + 2 * Long.BYTES)
                        .putInt(group.layout())
                        .putLong(state.sinceMillis())
                        .putLong(state.judgedUntilMillis())
                        .array());
    }

    private Bytes stateKey() {
        byte[] name = port.getBytes(UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(1 + Long.BYTES + name.length)
                .put(STATE)
                .putLong(group.windowMillis())
                .put(name)
                .array());
    }

    private Bytes windowKey(long index) {
        byte[] name = port.getBytes(UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(1 + 2 * Long.BYTES + name.length)
                .put(WINDOW)
                .putLong(group.windowMillis())
                .putLong(index)
                .put(name)
                .array());
    }
}
