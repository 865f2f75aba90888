package io.millrace.runtime.topology;

import io.millrace.runtime.quality.SeenValues;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Values of one rule in the task's ledger, as keyed fingerprints. Keys: {@code v} + rule + fingerprint. About 200 bytes
 * of heap each; more than {@value #MOST} stop the product, because the rule could no longer be kept.
 */
final class SeenTable implements SeenValues.Table {
    static final int MOST = 500_000;

    private static final byte KIND = 'v';
    private static final int RULE_AT = 1;
    private static final int HIGH_AT = RULE_AT + Long.BYTES;
    private static final int KEY_BYTES = HIGH_AT + 2 * Long.BYTES;

    private final KeyValueStore<Bytes, byte[]> store;
    private final long rule;
    private final String name;
    private long entries;
    private long forgottenBelow = Long.MIN_VALUE;

    /**
     * @param rule fingerprint of port, rule and fields
     * @param name of the rule, for people
     */
    SeenTable(KeyValueStore<Bytes, byte[]> store, long rule, String name) {
        this.store = store;
        this.rule = rule;
        this.name = name;
        this.entries = below(Long.MAX_VALUE).size();
    }

    @Override
    public SeenValues.@Nullable Seen get(long high, long low) {
        byte[] value = store.get(key(high, low));
        if (value == null) {
            return null;
        }
        ByteBuffer fields = ByteBuffer.wrap(value);
        return new SeenValues.Seen(fields.getLong(), fields.getLong());
    }

    @Override
    public void put(long high, long low, SeenValues.Seen seen) {
        Bytes key = key(high, low);
        if (store.get(key) == null && ++entries > MOST) {
            throw new HaltException("rule " + name + " must remember more than " + MOST
                    + " values in one partition. Shorten its window, or spread the input over more partitions.");
        }
        store.put(
                key,
                ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(seen.row())
                        .putLong(seen.bucket())
                        .array());
    }

    @Override
    public void forgetBelow(long bucket) {
        if (bucket > forgottenBelow) {
            forgottenBelow = bucket;
            below(bucket).forEach(key -> {
                store.delete(key);
                entries--;
            });
        }
    }

    private List<Bytes> below(long bucket) {
        List<Bytes> found = new ArrayList<>();
        Bytes from = key(0, 0);
        Bytes to = key(-1, -1);
        try (KeyValueIterator<Bytes, byte[]> range = store.range(from, to)) {
            while (range.hasNext()) {
                KeyValue<Bytes, byte[]> entry = range.next();
                if (entry.key.get().length == KEY_BYTES
                        && ByteBuffer.wrap(entry.value).getLong(Long.BYTES) < bucket) {
                    found.add(entry.key);
                }
            }
        }
        return found;
    }

    private Bytes key(long high, long low) {
        return Bytes.wrap(ByteBuffer.allocate(KEY_BYTES)
                .put(KIND)
                .putLong(rule)
                .putLong(high)
                .putLong(low)
                .array());
    }
}
