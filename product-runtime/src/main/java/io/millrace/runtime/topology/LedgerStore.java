package io.millrace.runtime.topology;

import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * What lies under the cache of a ledger: a store in memory that counts how often it is written to. There is no call
 * around a commit, but the cache writes to this store then, and nothing else does while a task runs.
 */
final class LedgerStore implements KeyValueStore<Bytes, byte[]> {
    private static final WritesQuery WRITES = new WritesQuery();

    private final KeyValueStore<Bytes, byte[]> memory;
    private final Writes writes = new Writes();

    private LedgerStore(KeyValueStore<Bytes, byte[]> memory) {
        this.memory = memory;
    }

    static KeyValueBytesStoreSupplier supplier(String name) {
        KeyValueBytesStoreSupplier memory = Stores.inMemoryKeyValueStore(name);
        return new KeyValueBytesStoreSupplier() {
            @Override
            public String name() {
                return memory.name();
            }

            @Override
            public KeyValueStore<Bytes, byte[]> get() {
                return new LedgerStore(memory.get());
            }

            @Override
            public String metricsScope() {
                return memory.metricsScope();
            }
        };
    }

    /** How often a store was written to. Belongs to the thread of its task. */
    static final class Writes {
        private long count;

        long count() {
            return count;
        }
    }

    /** The way through the stores that Kafka Streams puts around this one. */
    private record WritesQuery() implements Query<Writes> {}

    /** The count of the store that lies under this one. */
    static Writes writesUnder(KeyValueStore<Bytes, byte[]> store) {
        return store.query(WRITES, PositionBound.unbounded(), new QueryConfig(false))
                .getResult();
    }

    @Override
    @SuppressWarnings("unchecked") // the result is of the type that the query asks for
    public <R> QueryResult<R> query(Query<R> query, PositionBound bound, QueryConfig config) {
        return query instanceof WritesQuery
                ? (QueryResult<R>) QueryResult.forResult(writes)
                : memory.query(query, bound, config);
    }

    @Override
    public void put(Bytes key, byte @Nullable [] value) {
        writes.count++;
        memory.put(key, value);
    }

    @Override
    public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
        writes.count++;
        return memory.putIfAbsent(key, value);
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        writes.count++;
        memory.putAll(entries);
    }

    @Override
    public byte @Nullable [] delete(Bytes key) {
        writes.count++;
        return memory.delete(key);
    }

    @Override
    public byte @Nullable [] get(Bytes key) {
        return memory.get(key);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        return memory.range(from, to);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return memory.all();
    }

    @Override
    public long approximateNumEntries() {
        return memory.approximateNumEntries();
    }

    @Override
    public String name() {
        return memory.name();
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        memory.init(context, root);
    }

    @Override
    public void close() {
        memory.close();
    }

    @Override
    public boolean persistent() {
        return memory.persistent();
    }

    @Override
    public boolean isOpen() {
        return memory.isOpen();
    }

    @Override
    public Position getPosition() {
        return memory.getPosition();
    }
}
