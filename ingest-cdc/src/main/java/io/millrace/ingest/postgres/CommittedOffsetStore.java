package io.millrace.ingest.postgres;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.storage.OffsetBackingStore;
import org.apache.kafka.connect.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Debezium's view of {@link CommittedOffsets}. Writing does nothing: offsets are written in the transaction of their
 * data, and nowhere else. Public with a public constructor because Debezium makes it by name.
 */
public final class CommittedOffsetStore implements OffsetBackingStore {
    private @Nullable CommittedOffsets offsets;

    @Override
    public void configure(WorkerConfig config) {
        offsets = CommittedOffsets.of(String.valueOf(config.originalsStrings().get("name")));
    }

    @Override
    public Future<Map<ByteBuffer, ByteBuffer>> get(Collection<ByteBuffer> keys) {
        var answer = new HashMap<ByteBuffer, ByteBuffer>();
        ByteBuffer offset = offsets == null ? null : offsets.serialized();
        if (offset != null) {
            keys.forEach(key -> answer.put(key, offset.duplicate()));
        }
        return CompletableFuture.completedFuture(answer);
    }

    @Override
    public Future<Void> set(Map<ByteBuffer, ByteBuffer> values, Callback<Void> callback) {
        if (callback != null) {
            callback.onCompletion(null, null);
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public Set<Map<String, Object>> connectorPartitions(String connectorName) {
        return Set.of();
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}
}
