package io.millrace.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part as a process of its own, started again and again from the same plan. */
final class PartProcess implements PartLife {

    /** Whether the part answers. Asked again and again; an exception means not yet. */
    @FunctionalInterface
    interface Ready {
        boolean isReady(long processId) throws IOException;
    }

    /**
     * How a part is run.
     *
     * @param part its name in messages
     * @param command program and arguments
     * @param environment variables added to this JVM's own
     * @param directory where it runs
     * @param log what it prints, appended
     * @param onStop the signal for an orderly end
     * @param onOrphaned the signal for the end when this JVM is gone
     * @param ready whether it answers
     */
    record Plan(
            String part,
            List<String> command,
            Map<String, String> environment,
            Path directory,
            Path log,
            Signal onStop,
            Signal onOrphaned,
            Ready ready) {}

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(25);

    private final Plan plan;
    private volatile @Nullable LeashedProcess process;

    PartProcess(Plan plan) {
        this.plan = plan;
    }

    @Override
    public void start() throws EmbeddedStartException {
        LeashedProcess started;
        try {
            started = LeashedProcess.start(
                    plan.command(), plan.environment(), plan.directory(), plan.log(), plan.onOrphaned());
        } catch (IOException e) {
            throw new EmbeddedStartException(plan.part() + ": cannot be executed: " + e.getMessage(), e);
        }
        process = started;
        boolean up = false;
        try {
            awaitReady(started);
            up = true;
        } finally {
            if (!up) {
                started.kill();
            }
        }
    }

    private void awaitReady(LeashedProcess started) throws EmbeddedStartException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!isReady(started)) {
            if (!started.isAlive()) {
                throw new EmbeddedStartException(plan.part() + ": ended while starting, with exit code "
                        + started.exitCode() + "; the end of its log:\n    " + LogTail.of(plan.log()));
            }
            if (System.nanoTime() > deadline) {
                throw new EmbeddedStartException(plan.part() + ": does not answer after " + START_LIMIT.toSeconds()
                        + " s; the end of its log:\n    " + LogTail.of(plan.log()));
            }
            try {
                Thread.sleep(POLL.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EmbeddedStartException(plan.part() + ": interrupted while starting", e);
            }
        }
    }

    private boolean isReady(LeashedProcess started) {
        try {
            return plan.ready().isReady(started.id()) && started.isAlive();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void stop() {
        LeashedProcess current = process;
        if (current != null && current.isAlive()) {
            current.stop(plan.onStop(), STOP_LIMIT);
        }
    }

    @Override
    public void kill() {
        LeashedProcess current = process;
        if (current != null && current.isAlive()) {
            current.kill();
        }
    }

    @Override
    public boolean isAlive() {
        LeashedProcess current = process;
        return current != null && current.isAlive();
    }

    @Override
    public long processId() {
        LeashedProcess current = process;
        if (current == null) {
            throw new IllegalStateException(plan.part() + " was never started");
        }
        return current.id();
    }
}
