package io.millrace.cli.demo;

import io.millrace.cli.demo.view.View;
import org.jspecify.annotations.Nullable;

/**
 * Gives the terminal back, ends the processes and deletes the temporary folder: at the end, or when the JVM is told to
 * go (Ctrl-C, SIGTERM), whichever comes first.
 */
final class CleanUp implements AutoCloseable {
    private final Workplace place;
    private final Thread hook = new Thread(this::atExit, "demo-clean-up");
    private volatile @Nullable View view;
    private volatile @Nullable Processes processes;
    private volatile boolean exiting;

    CleanUp(Workplace place) {
        this.place = place;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    View ofView(View opened) {
        view = opened;
        return opened;
    }

    void ofProcesses(Processes started) {
        processes = started;
    }

    /** Whether the JVM is on its way out. */
    boolean isAtExit() {
        return exiting;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is on its way out and runs the hook itself.
            return;
        }
        clean();
    }

    private void atExit() {
        exiting = true;
        clean();
    }

    private void clean() {
        View open = view;
        if (open != null) {
            open.close();
        }
        Processes running = processes;
        if (running != null) {
            running.close();
        }
        place.close();
    }
}
