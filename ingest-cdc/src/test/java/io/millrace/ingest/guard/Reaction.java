package io.millrace.ingest.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ingest.Ingestion;
import io.millrace.ingest.Shop;
import io.millrace.ingest.SourceState;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * How long it takes from what is done to a source until health is red: the readiness of its process is that all of its
 * sources stream.
 */
final class Reaction {
    private static final Duration PROMISED = Duration.ofSeconds(5);

    /** The promise is a deadline of a watch that looks every two seconds; the rest is for a machine with other work. */
    private static final Duration SLACK = Duration.ofSeconds(10);

    private final CompletableFuture<SourceState.Halted> halt;

    private Reaction(CompletableFuture<SourceState.Halted> halt) {
        this.halt = halt;
    }

    /** Begins to look at an ingestion of one source that streams; what is done to it comes next. */
    static Reaction to(String what, Ingestion ingestion) {
        assertThat(ingestion.status().allStreaming())
                .as("green before: %s", what)
                .isTrue();
        long began = System.nanoTime();
        return new Reaction(CompletableFuture.supplyAsync(() -> {
            try {
                Shop.await(() -> !ingestion.status().allStreaming());
                long red = (System.nanoTime() - began) / 1_000_000;
                var halted = (SourceState.Halted) Shop.awaitState(ingestion, SourceState.Halted.class::isInstance)
                        .state();
                long told = (System.nanoTime() - began) / 1_000_000;
                System.out.println(what + ": red health after " + red + " ms, cause and repair after " + told + " ms");
                assertThat(red)
                        .as("ms until red health; %s, and the machine may be busy: %s", PROMISED, what)
                        .isLessThan(PROMISED.plus(SLACK).toMillis());
                return halted;
            } catch (InterruptedException e) {
                throw new CompletionException(e);
            }
        }));
    }

    SourceState.Halted awaitHalt() {
        return halt.join();
    }
}
