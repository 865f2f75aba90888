package io.millrace.runtime.lifecycle;

import io.millrace.contracts.registry.RegistryException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The one thread that ends the runs of a product after a fault, and starts the next one after a growing pause. */
final class Supervisor {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration HEALTHY = Duration.ofMinutes(1);
    private static final int MOST_UNCLEAR = 5;

    private final String product;
    private final StateCell state;
    private final Runs runs;
    private final BlockingQueue<Fault> faults = new LinkedBlockingQueue<>();
    private final Thread thread;
    private int attempts;
    private long launchedAt = System.nanoTime();

    /** What the supervisor works on. */
    interface Runs {
        /** Checks everything and starts a new run. */
        void launch() throws ProductStartException;

        /** Ends the run at hand, if there is one. */
        void end();

        /** Called about once a second while there is no fault. */
        void tick();
    }

    Supervisor(String product, StateCell state, Runs runs) {
        this.product = product;
        this.state = state;
        this.runs = runs;
        this.thread = new Thread(this::supervise, "millrace-" + product + "-supervisor");
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Reports what ended the run at hand. */
    void tell(Fault fault) {
        faults.add(fault);
    }

    /** Ends supervision; the run at hand is the caller's. */
    void stop(Duration timeout) {
        thread.interrupt();
        try {
            thread.join(Math.max(1, timeout.toMillis()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void supervise() {
        MDC.put("product", product);
        try {
            while (!state.get().isTerminal()) {
                Fault fault = faults.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
                if (fault == null) {
                    runs.tick();
                } else {
                    runs.end();
                    faults.clear();
                    while (fault != null) {
                        fault = answer(fault);
                    }
                }
            }
        } catch (InterruptedException stopping) {
            LOG.debug("Product {}: supervision ends", product);
        }
    }

    /** Ends the product or starts its next run; returns why that did not work, if so. */
    private @Nullable Fault answer(Fault fault) throws InterruptedException {
        if (System.nanoTime() - launchedAt > HEALTHY.toNanos()) {
            attempts = 0;
        }
        attempts++;
        if (fault instanceof Fault.Halting halting) {
            LOG.error("Product {} has halted: {}", product, halting.reason());
            state.moveTo(new ProductState.Halted(halting.reason()));
            return null;
        }
        if (fault instanceof Fault.Lasting || (fault instanceof Fault.Unclear && attempts > MOST_UNCLEAR)) {
            LOG.error("Product {} has failed: {}", product, fault.reason());
            state.moveTo(new ProductState.Failed(fault.reason()));
            return null;
        }
        Duration pause = pause();
        LOG.warn(
                "Product {} starts again in {} ms (attempt {}): {}",
                product,
                pause.toMillis(),
                attempts,
                fault.reason());
        state.moveTo(new ProductState.Waiting(fault.reason()));
        Thread.sleep(pause.toMillis());
        try {
            launchedAt = System.nanoTime();
            runs.launch();
            return null;
        } catch (ProductStartException cannot) {
            return new Fault.Lasting(String.valueOf(cannot.getMessage()));
        } catch (KafkaException | RegistryException outOfReach) {
            return Fault.of(outOfReach);
        }
    }

    private Duration pause() {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
