package io.millrace.ingest.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/** Serves an offset exactly as Debezium handed it out. */
abstract class RawOffsetStore implements OffsetBackingStore {

    abstract @Nullable Map<String, Object> offset();

    @Override
    public Future<Map<ByteBuffer, ByteBuffer>> get(Collection<ByteBuffer> keys) {
        var answer = new HashMap<ByteBuffer, ByteBuffer>();
        Map<String, Object> offset = offset();
        if (offset != null) {
            try {
                byte[] json = new ObjectMapper().writeValueAsBytes(offset);
                keys.forEach(key -> answer.put(key, ByteBuffer.wrap(json)));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
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
    public void configure(WorkerConfig config) {}

    @Override
    public void start() {}

    @Override
    public void stop() {}
}
