package io.millrace.cli;

import io.millrace.ingest.file.LoadListener;
import java.io.PrintWriter;

/** How a load goes on: one line that changes on a terminal, and a line now and then elsewhere. */
final class LoadProgressText implements LoadListener {
    private static final long ON_TERMINAL = 200_000_000L;
    private static final long ELSEWHERE = 10_000_000_000L;

    private final PrintWriter err;
    private final boolean terminal;
    private final long begun = System.nanoTime();
    private long told = begun;

    LoadProgressText(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public void at(long bytes, long of, long rows, long rejected) {
        long now = System.nanoTime();
        boolean last = bytes >= of;
        if (now - told < (terminal ? ON_TERMINAL : ELSEWHERE) && !(last && terminal)) {
            return;
        }
        told = now;
        double seconds = Math.max(0.001, (now - begun) / 1e9);
        String text = "%3d %% · %d rows · %d rejected · %.0f rows/s"
                .formatted(of == 0 ? 100 : bytes * 100 / of, rows, rejected, rows / seconds);
        if (terminal) {
            err.print("\r" + text + (last ? System.lineSeparator() : ""));
        } else {
            err.println(text);
        }
        err.flush();
    }
}
