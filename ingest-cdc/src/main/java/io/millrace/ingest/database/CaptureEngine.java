package io.millrace.ingest.database;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** One run of an engine. It is never restarted in place: after any error a new one is made. */
public interface CaptureEngine {

    /** Completes when it ended: normally only after {@link #close}, exceptionally after any error. */
    CompletableFuture<Void> end();

    /** Lets the batch in hand finish, stops, and gives up waiting after the time given. */
    void close(Duration atMost);
}
