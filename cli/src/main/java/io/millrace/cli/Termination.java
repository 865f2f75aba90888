package io.millrace.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The wish that a long-running command end: SIGTERM, Ctrl-C, or the end of standard input where a parent process holds
 * its other end. The process stays until {@link #done()}, at most a little longer than an orderly stop may take.
 */
final class Termination {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(8);

    private final CountDownLatch wanted = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    private volatile boolean orderly;

    private Termination() {}

    /** Listens to the signals from now on. */
    static Termination onSignals() {
        Termination termination = new Termination();
        Runtime.getRuntime().addShutdownHook(new Thread(termination::requestAndWait, "termination"));
        return termination;
    }

    /** Also ends when standard input does, so that nothing is left running when the parent process is gone. */
    void whenStandardInputEnds() {
        Thread watcher = new Thread(this::drainStandardInput, "standard-input-watcher");
        watcher.setDaemon(true);
        watcher.start();
    }

    /** Waits for the wish, at most so long; returns whether it was uttered. */
    boolean await(Duration atMost) throws InterruptedException {
        return wanted.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Nothing failed on the way to {@link #done()}: the process ends with 0, whatever signal asked for it. */
    void orderly() {
        orderly = true;
    }

    /** The stop is over; the process may go. */
    void done() {
        done.countDown();
    }

    private void drainStandardInput() {
        try {
            while (System.in.read() >= 0) {
                // Whatever is typed means nothing here.
            }
        } catch (IOException e) {
            // As good as its end.
        }
        wanted.countDown();
    }

    private void requestAndWait() {
        wanted.countDown();
        try {
            if (!done.await(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                Runtime.getRuntime().halt(ExitCode.FAILED);
            }
            if (orderly) {
                // A virtual machine that ends by a signal exits with 128 and the signal's number; only this is
                // stronger.
                Runtime.getRuntime().halt(ExitCode.DONE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
