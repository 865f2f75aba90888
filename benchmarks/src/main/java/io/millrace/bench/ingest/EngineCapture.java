package io.millrace.bench.ingest;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Debezium's engine by itself, with the batches and queues that Millrace gives it. Its sink counts and throws away.
 */
final class EngineCapture implements Capture {
    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile long rows;

    EngineCapture(IngestRun run) {
        engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(properties(run))
                .using((success, message, error) -> {
                    if (error == null) {
                        end.complete(null);
                    } else {
                        end.completeExceptionally(error);
                    }
                })
                .notifying(new Discard())
                .build();
        executor.execute(engine);
    }

    private static Properties properties(IngestRun run) {
        Properties properties = connector(run);
        properties.setProperty("name", "bare");
        properties.setProperty("topic.prefix", "bare");
        properties.setProperty("slot.name", "bare_engine");
        properties.setProperty("publication.name", "bare_engine");
        return properties;
    }

    /** What all that is Debezium's has in common. */
    static Properties connector(IngestRun run) {
        Path offsets = run.directory().resolve("offsets");
        var properties = new Properties();
        properties.setProperty("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        properties.setProperty("offset.storage", "org.apache.kafka.connect.storage.FileOffsetBackingStore");
        properties.setProperty("offset.storage.file.filename", offsets.toString());
        properties.setProperty("offset.flush.interval.ms", "500");
        properties.setProperty("database.hostname", run.host());
        properties.setProperty("database.port", Integer.toString(run.port()));
        properties.setProperty("database.dbname", run.database());
        properties.setProperty("database.user", run.user());
        properties.setProperty("database.password", run.password());
        properties.setProperty("plugin.name", "pgoutput");
        properties.setProperty("publication.autocreate.mode", "filtered");
        properties.setProperty("table.include.list", PaymentsTable.NAME);
        properties.setProperty("snapshot.mode", "initial");
        properties.setProperty("record.processing.threads", "1");
        properties.setProperty("tombstones.on.delete", "false");
        properties.setProperty("decimal.handling.mode", "precise");
        properties.setProperty("time.precision.mode", "adaptive_time_microseconds");
        properties.setProperty("poll.interval.ms", "20");
        properties.setProperty("max.batch.size", "2048");
        properties.setProperty("max.queue.size", "8192");
        return properties;
    }

    private final class Discard implements DebeziumEngine.ChangeConsumer<RecordChangeEvent<SourceRecord>> {
        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // batches come one at a time
        public void handleBatch(
                List<RecordChangeEvent<SourceRecord>> events,
                RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
                throws InterruptedException {
            if (!events.isEmpty()) {
                committer.markProcessed(events.get(events.size() - 1));
                committer.markBatchFinished();
                rows += events.size();
            }
        }
    }

    @Override
    public long rows() {
        return rows;
    }

    /** The engine says so with the offset of the snapshot's last row, which it has handed over by then. */
    @Override
    public boolean isFollowing() {
        return rows > 0;
    }

    @Override
    public void requireRunning() {
        if (end.isDone()) {
            try {
                end.get();
            } catch (ExecutionException | InterruptedException failed) {
                throw new IllegalStateException("the engine ended", failed);
            }
            throw new IllegalStateException("the engine ended by itself");
        }
    }

    @Override
    public void close() {
        try {
            engine.close();
            executor.shutdown();
            if (!executor.awaitTermination(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the engine did not end within 20 s");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the engine ended", stop);
        }
    }
}
