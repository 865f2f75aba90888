package io.millrace.runtime.topology;

import io.millrace.runtime.period.PeriodCounts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What is counted of periods in the task's ledger, under key {@code d}, in the same transaction as the records and as the
 * records that say that a period is complete. A different layout of the totals is told by its text.
 */
final class PeriodLedger {
    private static final Bytes KEY = Bytes.wrap(new byte[] {'d'});

    private final KeyValueStore<Bytes, byte[]> store;
    private final String layout;
    private final int width;

    /** @param layout says what the totals mean */
    PeriodLedger(KeyValueStore<Bytes, byte[]> store, String layout, int width) {
        this.store = store;
        this.layout = layout;
        this.width = width;
    }

    void load(PeriodCounts counts) {
        byte[] stored = store.get(KEY);
        if (stored == null) {
            return;
        }
        try (var in = new DataInputStream(new ByteArrayInputStream(stored))) {
            boolean same = in.readUTF().equals(layout);
            int stride = in.readInt();
            long first = in.readLong();
            long current = in.readLong();
            long wholeFrom = in.readLong();
            long[] mark = longs(in, stride);
            var open = new TreeMap<Long, long[]>();
            for (int left = in.readInt(); left > 0; left--) {
                open.put(in.readLong(), longs(in, stride));
            }
            var late = new TreeMap<Long, Long>();
            for (int left = in.readInt(); left > 0; left--) {
                late.put(in.readLong(), in.readLong());
            }
            counts.load(new PeriodCounts.State(first, current, wholeFrom, mark, open, late), same && stride == width);
        } catch (IOException damaged) {
            throw new UncheckedIOException("the ledger's entry about periods cannot be read", damaged);
        }
    }

    void save(PeriodCounts counts) {
        PeriodCounts.State state = counts.state();
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF(layout);
            out.writeInt(width);
            out.writeLong(state.first());
            out.writeLong(state.current());
            out.writeLong(state.wholeFrom());
            write(out, state.mark());
            out.writeInt(state.open().size());
            for (var entry : state.open().entrySet()) {
                out.writeLong(entry.getKey());
                write(out, entry.getValue());
            }
            out.writeInt(state.late().size());
            for (var entry : state.late().entrySet()) {
                out.writeLong(entry.getKey());
                out.writeLong(entry.getValue());
            }
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        store.put(KEY, bytes.toByteArray());
    }

    private static long[] longs(DataInputStream in, int count) throws IOException {
        var values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.readLong();
        }
        return values;
    }

    private static void write(DataOutputStream out, long[] values) throws IOException {
        for (long value : values) {
            out.writeLong(value);
        }
    }
}
