package io.millrace.bench.step;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/** A topology, run by Kafka Streams. */
final class StreamsPipeline implements Pipeline {
    private final StepSettings settings;
    private final KafkaStreams streams;
    private final LongSupplier duplicates;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /** @param duplicates asked when all is done */
    StreamsPipeline(StepSettings settings, Topology topology, Properties properties, LongSupplier duplicates) {
        this.settings = settings;
        this.duplicates = duplicates;
        streams = new KafkaStreams(topology, properties);
        streams.setUncaughtExceptionHandler(thrown -> {
            failure.compareAndSet(null, thrown);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    }

    @Override
    public void start() throws Exception {
        StartOffsets.commit(settings);
        streams.start();
    }

    @Override
    public void requireRunning() {
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("a stream thread ended", failed);
        }
    }

    @Override
    public long duplicates() {
        return duplicates.getAsLong();
    }

    @Override
    public void close() {
        streams.close(Duration.ofSeconds(10));
    }
}
