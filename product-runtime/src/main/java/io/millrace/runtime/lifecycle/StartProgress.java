package io.millrace.runtime.lifecycle;

import java.util.Optional;

/**
 * How far a product is on its way to running.
 *
 * @param stage what it is at or waits for; empty while it runs, and once it is over
 * @param remaining offsets of local state that are still to be read back
 * @param percent of local state that is read back, 0 to 100; 100 where nothing is
 * @param stuck what only another process mends; empty where a restart would not help
 */
public record StartProgress(Optional<StartStage> stage, long remaining, int percent, Optional<String> stuck) {

    /** Of a product that needs nothing more. */
    public static final StartProgress NONE = new StartProgress(Optional.empty(), 0, 100, Optional.empty());
}
