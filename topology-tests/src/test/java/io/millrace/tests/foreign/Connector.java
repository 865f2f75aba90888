package io.millrace.tests.foreign;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;

/** Debezium's connector with somebody's configuration, its transforms and predicates included, but without a worker. */
final class Connector implements AutoCloseable {
    private final List<SourceRecord> records = new ArrayList<>();
    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final CompletableFuture<String> end = new CompletableFuture<>();

    private Connector(Map<String, String> config) {
        var properties = new Properties();
        properties.putAll(config);
        // What a worker has and an engine has not, or has by another name.
        properties
                .keySet()
                .removeIf(key -> key.toString().startsWith("key.converter")
                        || key.toString().startsWith("value.converter")
                        || key.equals("tasks.max"));
        properties.setProperty("name", "foreign");
        properties.setProperty("offset.storage", MemoryOffsetBackingStore.class.getName());
        engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(properties)
                .using((success, message, error) -> end.complete(success ? "" : message))
                .notifying((DebeziumEngine.ChangeConsumer<RecordChangeEvent<SourceRecord>>) (batch, committer) -> {
                    synchronized (records) {
                        batch.forEach(event -> records.add(event.record()));
                    }
                    committer.markBatchFinished();
                })
                .build();
    }

    static Connector start(Map<String, String> config) {
        var connector = new Connector(config);
        connector.thread.execute(connector.engine);
        return connector;
    }

    /** The changes of rows, heartbeats left out, once there are so many. */
    List<SourceRecord> awaitChanges(int count) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (true) {
            List<SourceRecord> found;
            synchronized (records) {
                found = records.stream().filter(Connector::isChange).toList();
            }
            if (found.size() >= count) {
                return found;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError(count + " records expected, found " + found.size() + "; " + end);
            }
            Thread.sleep(20);
        }
    }

    private static boolean isChange(SourceRecord record) {
        return record.value() instanceof Struct value && value.schema().field("after") != null;
    }

    /** Why it ended by itself, once it does. */
    String awaitFailure() throws Exception {
        return end.get(2, TimeUnit.MINUTES);
    }

    @Override
    public void close() throws IOException {
        if (!end.isDone()) {
            engine.close();
        }
        thread.shutdownNow();
    }
}
