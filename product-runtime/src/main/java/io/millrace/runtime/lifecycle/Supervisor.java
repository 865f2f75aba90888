package io.millrace.runtime.lifecycle;

import io.millrace.contracts.registry.RegistryException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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

    /** Before it has run, others are starting as well: nobody shall wait long once they are there. */
    private static final Duration LONGEST_START_PAUSE = Duration.ofSeconds(5);

    private static final Duration TELL_AGAIN = Duration.ofMinutes(1);
    private static final Duration HEALTHY = Duration.ofMinutes(1);
    private static final int MOST_UNCLEAR = 5;

    private final String product;
    private final StateCell state;
    private final Runs runs;
    private final BlockingQueue<Fault> faults = new LinkedBlockingQueue<>();
    private final Thread thread;
    private int attempts;
    private long launchedAt = System.nanoTime();
    private long toldAt;
    private String told = "";
    private volatile boolean hasRun = true;
    private volatile long seenAt = System.nanoTime();
    private volatile Optional<String> broken = Optional.empty();

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

    /** Looks after the run at hand. */
    void start() {
        thread.start();
    }

    /** Starts the first run as well, as often as it takes. */
    void startFirst() {
        hasRun = false;
        thread.start();
    }

    /** Since when its thread has not been seen at work; of no meaning once the product is over. */
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - seenAt);
    }

    boolean isAtWork() {
        return thread.isAlive();
    }

    /** The error that ended the product, where another process may do better. */
    Optional<String> broken() {
        return broken;
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
            if (!hasRun) {
                settle(launch());
            }
            while (!state.get().isTerminal()) {
                seenAt = System.nanoTime();
                Fault fault = faults.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
                if (fault == null) {
                    runs.tick();
                } else {
                    runs.end();
                    faults.clear();
                    settle(fault);
                }
            }
        } catch (InterruptedException stopping) {
            LOG.debug("Product {}: supervision ends", product);
        }
    }

    private void settle(@Nullable Fault first) throws InterruptedException {
        Fault fault = first;
        while (fault != null) {
            seenAt = System.nanoTime();
            fault = answer(fault);
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
        boolean unclear = fault instanceof Fault.Unclear && attempts > MOST_UNCLEAR;
        if (unclear || fault instanceof Fault.Broken) {
            broken = Optional.of(fault.reason());
        }
        if (unclear || fault instanceof Fault.Broken || fault instanceof Fault.Lasting) {
            LOG.error("Product {} has failed: {}", product, fault.reason());
            state.moveTo(new ProductState.Failed(fault.reason()));
            return null;
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("stopped while waiting");
        }
        Duration pause = pause();
        tell(fault, pause);
        state.moveTo(new ProductState.Waiting(fault.reason()));
        Thread.sleep(pause.toMillis());
        return launch();
    }

    private @Nullable Fault launch() {
        try {
            launchedAt = System.nanoTime();
            runs.launch();
            hasRun = true;
            return null;
        } catch (ProductStartException cannot) {
            return new Fault.Lasting(String.valueOf(cannot.getMessage()));
        } catch (RegistryException refused) {
            // A registry that refuses the first question is a wrong configuration; later it may be a bad hour.
            return hasRun || refused.retriable()
                    ? Fault.of(refused)
                    : new Fault.Lasting(String.valueOf(refused.getMessage()));
        } catch (RuntimeException failed) {
            Fault fault = Fault.of(failed);
            if (fault instanceof Fault.Unclear) {
                LOG.warn("Product {}: the start failed", product, failed);
            }
            return fault;
        }
    }

    /** The same reason is told once a minute. */
    private void tell(Fault fault, Duration pause) {
        if (fault.reason().equals(told) && System.nanoTime() - toldAt < TELL_AGAIN.toNanos()) {
            return;
        }
        told = fault.reason();
        toldAt = System.nanoTime();
        LOG.warn(
                hasRun
                        ? "Product {} starts again in {} ms (attempt {}): {}"
                        : "Product {} waits, and looks again in {} ms (attempt {}): {}",
                product,
                pause.toMillis(),
                attempts,
                fault.reason());
    }

    private Duration pause() {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 10));
        Duration longest = hasRun ? LONGEST_PAUSE : LONGEST_START_PAUSE;
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
