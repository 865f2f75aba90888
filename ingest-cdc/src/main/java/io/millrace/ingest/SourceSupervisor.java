package io.millrace.ingest;

import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.ingest.safety.HaltException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Keeps one source going: runs attempt after attempt until it is stopped, or until going on would do harm. */
final class SourceSupervisor {
    private static final Logger LOG = LoggerFactory.getLogger(SourceSupervisor.class);

    private static final Duration LOOK_WHILE_HALTED = Duration.ofSeconds(10);

    private final SourceDescriptor source;
    private final SourceBoard board;
    private final SourceRun run;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Backoff backoff = new Backoff();
    private final Thread thread;

    SourceSupervisor(SourceDescriptor source, IngestSettings settings, InstantSource clock) {
        this.source = source;
        this.board = new SourceBoard(source, settings.meters(), clock);
        this.run = new SourceRun(source, settings, board, clock, stop);
        this.thread = new Thread(this::supervise, "millrace-ingest-" + source.name());
    }

    void start() {
        thread.start();
    }

    SourceStatus status() {
        return board.status();
    }

    private void supervise() {
        MDC.put("source", source.name());
        try {
            while (stop.getCount() > 0 && !(board.state() instanceof SourceState.Halted)) {
                attempt();
            }
            // A slot that nobody reads goes on holding back the log.
            while (!stop.await(LOOK_WHILE_HALTED.toMillis(), TimeUnit.MILLISECONDS)) {
                run.lookAtWal();
            }
        } catch (InterruptedException e) {
            LOG.debug("source {} was interrupted", source.name());
        }
        if (!(board.state() instanceof SourceState.Halted)) {
            board.state(new SourceState.Stopped());
        }
    }

    private void attempt() throws InterruptedException {
        try {
            run.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            if (stop.getCount() > 0) {
                failed(e);
            }
        }
    }

    private void failed(Exception error) throws InterruptedException {
        var halt = SafeCause.find(error, HaltException.class);
        var tooLarge = SafeCause.find(error, RecordTooLargeException.class);
        if (halt.isPresent()) {
            halt(halt.get().found(), halt.get().repair());
        } else if (tooLarge.isPresent()) {
            halt(
                    "a change of source " + source.name() + " is larger than Kafka takes: "
                            + tooLarge.get().getMessage(),
                    "raise max.request.size of the source's Kafka settings, and max.message.bytes of its topics");
        } else {
            String cause = SafeCause.of(error);
            if (board.state() instanceof SourceState.Streaming) {
                backoff.reset();
            }
            Duration pause = backoff.next();
            LOG.warn("Source {}: {}; next attempt in {} ms", source.name(), cause, pause.toMillis());
            board.retried();
            board.state(new SourceState.Retrying(cause));
            stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void halt(String cause, String repair) {
        LOG.error("Source {} halted: {}. Repair: {}", source.name(), cause, repair);
        board.state(new SourceState.Halted(cause, repair));
    }

    /** Asks for the end and returns at once. */
    void stop() {
        stop.countDown();
    }

    /** Waits for the end; a thread that does not end in time is interrupted. */
    void awaitEnd(Duration atMost) throws InterruptedException {
        thread.join(Math.max(1, atMost.toMillis()));
        if (thread.isAlive()) {
            thread.interrupt();
            thread.join(200);
        }
        board.close();
    }
}
