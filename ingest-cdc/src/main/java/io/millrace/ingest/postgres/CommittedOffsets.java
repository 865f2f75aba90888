package io.millrace.ingest.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.ingest.position.ResumePoint;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The resume point Debezium sees: what it starts from, and what it acknowledges to PostgreSQL at any later moment. It
 * changes only after a Kafka transaction was committed, so that the database never forgets what is not published.
 */
final class CommittedOffsets {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Debezium makes its store by class name; this is how the store finds its offsets. */
    private static final ConcurrentMap<String, CommittedOffsets> OPEN = new ConcurrentHashMap<>();

    private final Supplier<@Nullable ResumePoint> resume;

    /** @param resume what is committed at the moment of asking; null as long as no snapshot is complete */
    CommittedOffsets(Supplier<@Nullable ResumePoint> resume) {
        this.resume = resume;
    }

    /** The offset as Debezium's store serves it; null as long as no snapshot is complete. */
    @Nullable
    ByteBuffer serialized() {
        ResumePoint current = resume.get();
        if (current == null) {
            return null;
        }
        try {
            return ByteBuffer.wrap(JSON.writeValueAsBytes(current.toDebezium()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an offset could not be written", e);
        }
    }

    static CommittedOffsets of(String engine) {
        CommittedOffsets offsets = OPEN.get(engine);
        if (offsets == null) {
            throw new IllegalStateException("no offsets for engine " + engine);
        }
        return offsets;
    }

    void open(String engine) {
        OPEN.put(engine, this);
    }

    static void close(String engine) {
        OPEN.remove(engine);
    }
}
