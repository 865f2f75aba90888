package io.millrace.ingest.postgres;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import io.millrace.ingest.database.CaptureEngine;
import io.millrace.ingest.database.CaptureSettings;
import io.millrace.ingest.database.ChangeConsumer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One run of Debezium's asynchronous engine. It is never restarted in place: after any error a new one is made, from
 * the committed resume point.
 */
final class DebeziumEngineRun implements CaptureEngine {
    private static final Logger LOG = LoggerFactory.getLogger(DebeziumEngineRun.class);

    private static final Duration LONGEST_STOP = Duration.ofMinutes(2);

    private final String name;
    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private final ExecutorService executor;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final ReentrantLock batch = new ReentrantLock();
    private volatile boolean closing;

    private DebeziumEngineRun(
            CaptureSettings settings, CommittedOffsets offsets, ChangeConsumer consumer, Runnable onPolling) {
        name = settings.source() + "-" + UUID.randomUUID();
        offsets.open(name);
        engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(EngineProperties.of(settings, name))
                .using(DebeziumEngineRun.class.getClassLoader())
                .using(new DebeziumEngine.ConnectorCallback() {
                    @Override
                    public void pollingStarted() {
                        onPolling.run();
                    }
                })
                .using((success, message, error) -> complete(success, error))
                .notifying(new DebeziumEngine.ChangeConsumer<RecordChangeEvent<SourceRecord>>() {
                    @Override
                    public void handleBatch(
                            List<RecordChangeEvent<SourceRecord>> events,
                            RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
                            throws InterruptedException {
                        handle(events, committer, consumer);
                    }
                })
                .build();
        executor = Executors.newSingleThreadExecutor(task -> {
            Runnable named = () -> {
                MDC.put("source", settings.source());
                task.run();
            };
            var thread = new Thread(named, "millrace-capture-" + settings.source());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts an engine.
     *
     * @param offsets where it starts, and what it acknowledges
     * @param onPolling called once the connector runs
     */
    static CaptureEngine start(
            CaptureSettings settings, CommittedOffsets offsets, ChangeConsumer consumer, Runnable onPolling) {
        var engine = new DebeziumEngineRun(settings, offsets, consumer, onPolling);
        engine.executor.execute(engine.engine);
        return engine;
    }

    @Override
    public CompletableFuture<Void> end() {
        return end;
    }

    private void handle(
            List<RecordChangeEvent<SourceRecord>> events,
            RecordCommitter<RecordChangeEvent<SourceRecord>> committer,
            ChangeConsumer consumer)
            throws InterruptedException {
        batch.lockInterruptibly();
        try {
            if (closing || end.isDone() || events.isEmpty()) {
                return;
            }
            consumer.accept(events.stream().map(RecordChangeEvent::record).toList());
            committer.markProcessed(events.get(events.size() - 1));
            committer.markBatchFinished();
        } catch (RuntimeException e) {
            // The engine would poll the next batch after a Connect RetriableException, so none may leave here; and
            // its own closing may hang on what failed, so the end is told first.
            end.completeExceptionally(e);
            throw new IllegalStateException("a batch was not published", e);
        } finally {
            batch.unlock();
        }
    }

    private void complete(boolean success, Throwable error) {
        CommittedOffsets.close(name);
        if (success || closing) {
            end.complete(null);
        } else {
            end.completeExceptionally(
                    error == null ? new IllegalStateException("the engine ended without a cause") : error);
        }
    }

    @Override
    public void close(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        boolean locked = false;
        try {
            locked = batch.tryLock(atMost.toMillis() / 2, TimeUnit.MILLISECONDS);
            closing = true;
        } catch (InterruptedException e) {
            closing = true;
            Thread.currentThread().interrupt();
        } finally {
            if (locked) {
                batch.unlock();
            }
        }
        executor.shutdown();
        var closer = new Thread(this::stopEngine, "millrace-close-" + name);
        closer.setDaemon(true);
        closer.start();
        try {
            closer.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            if (!executor.awaitTermination(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
        CommittedOffsets.close(name);
    }

    /**
     * Debezium refuses to stop while its task starts, or if it stops already. Trying goes on after {@link #close} gave
     * up waiting, so that no engine stays behind with the slot in its hands.
     */
    private void stopEngine() {
        long deadline = System.nanoTime() + LONGEST_STOP.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                engine.close();
                return;
            } catch (IllegalStateException e) {
                if (executor.isTerminated()) {
                    return;
                }
                try {
                    if (executor.awaitTermination(50, TimeUnit.MILLISECONDS)) {
                        return;
                    }
                } catch (InterruptedException interrupted) {
                    return;
                }
            } catch (IOException e) {
                LOG.debug("engine {} did not close", name);
                return;
            }
        }
    }
}
