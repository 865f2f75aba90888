package io.millrace.runtime.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.runtime.identity.Fingerprint;
import io.millrace.runtime.identity.PositionMark;
import io.millrace.runtime.identity.RejectLedger;
import io.millrace.runtime.identity.SourceEpoch;
import io.millrace.runtime.metrics.TaskBalance;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The ledger of one task in its state store, written in the same transaction as the outputs: rejected event ids,
 * position marks, and counts. It holds fingerprints, numbers and port names, nothing of a record.
 *
 * <p>Keys begin with a letter for what they hold: {@code c} + port name: counts; {@code i}: counts of the input;
 * {@code r} + fingerprint: a rejected event id; {@code u} + content hash: a record whose id could not be read;
 * {@code d}: what is counted of periods; {@code e}: epoch and generation of the source; {@code m} + database: a position mark; {@code p} + page number + database: more of a mark.
 */
final class Ledger implements RejectLedger.Journal {
    private static final int PAGE = 32;
    private static final long RECORDS_BETWEEN_INPUT_COUNTS = 1024;
    private static final int FINGERPRINT_BYTES = 2 * Long.BYTES;
    private static final int MARK_HEADER = 3 * Long.BYTES + Integer.BYTES;
    private static final Bytes EPOCH = Bytes.wrap(new byte[] {'e'});
    private static final Bytes INPUT = Bytes.wrap(new byte[] {'i'});

    private final KeyValueStore<Bytes, byte[]> store;
    private final LedgerStore.Writes writes;
    private final Bytes[] countKeys;
    private final LongBuffer[] counts;
    private final long betweenInputCounts;
    private long writesSeen = -1;
    private long savedRecords;
    private long savedConflicts;

    Ledger(KeyValueStore<Bytes, byte[]> store, List<String> ports) {
        this(store, ports, RECORDS_BETWEEN_INPUT_COUNTS);
    }

    /** @param betweenInputCounts records after which the number of records is written, which counts of ports tell too */
    Ledger(KeyValueStore<Bytes, byte[]> store, List<String> ports, long betweenInputCounts) {
        this.betweenInputCounts = betweenInputCounts;
        this.savedRecords = -betweenInputCounts;
        this.store = store;
        this.writes = LedgerStore.writesUnder(store);
        this.counts = new LongBuffer[ports.size()];
        this.countKeys =
                ports.stream().map(port -> key('c', port.getBytes(UTF_8))).toArray(Bytes[]::new);
    }

    void load(TaskBalance balance) {
        long records = 0;
        byte[] input = store.get(INPUT);
        if (input != null) {
            ByteBuffer values = ByteBuffer.wrap(input);
            records = values.getLong();
            savedConflicts = values.getLong();
        }
        for (int port = 0; port < countKeys.length; port++) {
            byte[] value = store.get(countKeys[port]);
            if (value != null) {
                var values = new long[value.length / Long.BYTES];
                ByteBuffer.wrap(value).asLongBuffer().get(values);
                balance.load(port, values);
                records = Math.max(records, LongStream.of(values).sum());
            }
        }
        balance.loadInput(records, savedConflicts);
    }

    /**
     * Called for every record. Each gets one verdict per port, so the counts of a port hold the number of records.
     *
     * <p>The cache above the store keeps the array it was given, so the counts are changed in place there, until the
     * cache has written it: what the store and its changelog were given is left alone, and the cache is given another.
     */
    void save(TaskBalance balance) {
        if (balance.conflicts() != savedConflicts || balance.records() - savedRecords >= betweenInputCounts) {
            saveInput(balance);
        }
        if (writes.count() == writesSeen) {
            for (int port = 0; port < counts.length; port++) {
                balance.copy(port, counts[port]);
            }
        } else {
            // Before the counts are put: with little room, the cache writes at once.
            writesSeen = writes.count();
            for (int port = 0; port < counts.length; port++) {
                ByteBuffer value = ByteBuffer.allocate(TaskBalance.COUNTS * Long.BYTES);
                counts[port] = value.asLongBuffer();
                balance.copy(port, counts[port]);
                store.put(countKeys[port], value.array());
            }
        }
    }

    private void saveInput(TaskBalance balance) {
        savedRecords = balance.records();
        savedConflicts = balance.conflicts();
        store.put(
                INPUT,
                ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(savedRecords)
                        .putLong(savedConflicts)
                        .array());
    }

    void load(RejectLedger ledger) {
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> entry = all.next();
                ByteBuffer key = ByteBuffer.wrap(entry.key.get());
                ByteBuffer value = ByteBuffer.wrap(entry.value);
                byte kind = key.get();
                if (kind == 'r') {
                    ledger.load(
                            new Fingerprint(key.getLong(), key.getLong()),
                            new RejectLedger.Entry(value.getLong(), value.getLong(), value.getLong()));
                } else if (kind == 'u') {
                    ledger.loadUnreadable(key.getLong(), value.getLong());
                }
            }
        }
    }

    @Override
    public void rejected(Fingerprint id, RejectLedger.Entry entry) {
        store.put(
                rejectKey(id),
                ByteBuffer.allocate(3 * Long.BYTES)
                        .putLong(entry.ports())
                        .putLong(entry.offset())
                        .putLong(entry.timestampMillis())
                        .array());
    }

    @Override
    public void settled(Fingerprint id) {
        store.delete(rejectKey(id));
    }

    @Override
    public void unreadable(long content, long timestampMillis) {
        store.put(unreadableKey(content), longBytes(timestampMillis));
    }

    @Override
    public void readable(long content) {
        store.delete(unreadableKey(content));
    }

    PositionMark loadMark(String database, long toleranceMillis) {
        var mark = new PositionMark(toleranceMillis);
        byte[] stored = store.get(markKey(database));
        if (stored != null) {
            ByteBuffer header = ByteBuffer.wrap(stored);
            long commitLsn = header.getLong();
            long lsn = header.getLong();
            long timestamp = header.getLong();
            int members = header.getInt();
            List<Fingerprint> atPair = new ArrayList<>();
            readPage(header, Math.min(members, PAGE), atPair);
            for (int page = 1; page * PAGE < members; page++) {
                byte[] more = store.get(pageKey(page, database));
                if (more == null) {
                    throw new IllegalStateException("the ledger lacks page " + page + " of a position mark");
                }
                readPage(ByteBuffer.wrap(more), Math.min(members - page * PAGE, PAGE), atPair);
            }
            mark.load(commitLsn, lsn, timestamp, atPair);
        }
        return mark;
    }

    /** Writes the header and the one page that the last event has changed. */
    void saveMark(String database, PositionMark mark) {
        List<Fingerprint> atPair = mark.atPair();
        int firstPage = Math.min(atPair.size(), PAGE);
        ByteBuffer header = ByteBuffer.allocate(MARK_HEADER + firstPage * FINGERPRINT_BYTES)
                .putLong(mark.commitLsn())
                .putLong(mark.lsn())
                .putLong(mark.timestampMillis())
                .putInt(atPair.size());
        writePage(header, atPair.subList(0, firstPage));
        store.put(markKey(database), header.array());
        if (atPair.size() > PAGE) {
            int page = (atPair.size() - 1) / PAGE;
            List<Fingerprint> last = atPair.subList(page * PAGE, atPair.size());
            ByteBuffer more = ByteBuffer.allocate(last.size() * FINGERPRINT_BYTES);
            writePage(more, last);
            store.put(pageKey(page, database), more.array());
        }
    }

    SourceEpoch loadEpoch(Set<Long> accepted) {
        byte[] stored = store.get(EPOCH);
        if (stored == null) {
            return new SourceEpoch(SourceEpoch.NONE, SourceEpoch.NONE, accepted);
        }
        ByteBuffer numbers = ByteBuffer.wrap(stored);
        return new SourceEpoch(numbers.getLong(), numbers.getLong(), accepted);
    }

    void saveEpoch(SourceEpoch source) {
        store.put(
                EPOCH,
                ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(source.epoch())
                        .putLong(source.generation())
                        .array());
    }

    /** Forgets all position marks. */
    void dropMarks() {
        List<Bytes> marks = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            all.forEachRemaining(entry -> {
                byte kind = entry.key.get()[0];
                if (kind == 'm' || kind == 'p') {
                    marks.add(entry.key);
                }
            });
        }
        marks.forEach(store::delete);
    }

    private static void readPage(ByteBuffer from, int count, List<Fingerprint> into) {
        for (int i = 0; i < count; i++) {
            into.add(new Fingerprint(from.getLong(), from.getLong()));
        }
    }

    private static void writePage(ByteBuffer into, List<Fingerprint> page) {
        page.forEach(member -> into.putLong(member.high()).putLong(member.low()));
    }

    private static Bytes markKey(String database) {
        return key('m', database.getBytes(UTF_8));
    }

    private static Bytes pageKey(int page, String database) {
        byte[] name = database.getBytes(UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(1 + Integer.BYTES + name.length)
                .put((byte) 'p')
                .putInt(page)
                .put(name)
                .array());
    }

    static Bytes rejectKey(Fingerprint id) {
        return key('r', id);
    }

    static Bytes unreadableKey(long content) {
        return key('u', content);
    }

    private static Bytes key(char kind, Fingerprint id) {
        return Bytes.wrap(ByteBuffer.allocate(1 + FINGERPRINT_BYTES)
                .put((byte) kind)
                .putLong(id.high())
                .putLong(id.low())
                .array());
    }

    private static Bytes key(char kind, long number) {
        return key(kind, longBytes(number));
    }

    private static Bytes key(char kind, byte[] rest) {
        byte[] key = new byte[1 + rest.length];
        key[0] = (byte) kind;
        System.arraycopy(rest, 0, key, 1, rest.length);
        return Bytes.wrap(key);
    }

    private static byte[] longBytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
