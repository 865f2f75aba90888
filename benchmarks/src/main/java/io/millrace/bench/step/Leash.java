package io.millrace.bench.step;

import java.io.IOException;
import java.io.OutputStream;

/** Notices that the process which started this one closed its end of standard input, or is gone. */
public final class Leash {
    private Leash() {}

    /**
     * Begins to watch.
     *
     * @param whenDrawnIn called once, on a thread of its own
     */
    public static void hold(Runnable whenDrawnIn) {
        Thread thread = new Thread(
                () -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException broken) {
                        // The same as its end.
                    }
                    whenDrawnIn.run();
                },
                "leash");
        thread.setDaemon(true);
        thread.start();
    }
}
