package io.millrace.runtime.topology;

import io.millrace.runtime.identity.Fingerprint;
import io.millrace.runtime.identity.LatestVersions;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The last versions of a task's keys in a store on disk, in the same transaction as the outputs. Keys are keyed
 * fingerprints: neither the store nor its changelog holds anything of a record. On disk, because there are as many
 * entries as there are keys, for ever.
 */
record VersionStore(KeyValueStore<Bytes, byte[]> store) implements LatestVersions.Store {

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(Map.of(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.3"));
    }

    @Override
    public byte @Nullable [] get(Fingerprint key) {
        return store.get(bytes(key));
    }

    @Override
    public void put(Fingerprint key, byte[] entry) {
        store.put(bytes(key), entry);
    }

    private static Bytes bytes(Fingerprint key) {
        return Bytes.wrap(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(key.high())
                .putLong(key.low())
                .array());
    }
}
