package io.millrace.ingest;

import io.millrace.contracts.source.SourceDescriptor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The running ingestion of some sources, each on threads of its own: one that fails does not stop the others. All
 * methods may be called from any thread.
 *
 * <p>Guarantee, per source: a change that the database committed is in its topic exactly once for readers of committed
 * records, in the order of the database's commits within a key, whatever crashes. A snapshot that was broken off goes on
 * where it was.
 */
public final class Ingestion implements AutoCloseable {
    private static final Duration CLOSE = Duration.ofMillis(4_700);

    private final List<SourceSupervisor> supervisors;

    private Ingestion(List<SourceSupervisor> supervisors) {
        this.supervisors = supervisors;
    }

    /**
     * Starts all sources and returns at once; {@link #status()} tells how they fare.
     *
     * @throws IllegalArgumentException if a source lacks Kafka or database settings; all such sources are named
     */
    public static Ingestion start(List<SourceDescriptor> sources, IngestSettings settings) {
        var lacking = new ArrayList<String>();
        for (SourceDescriptor source : sources) {
            if (!settings.kafkaBySource().containsKey(source.name())) {
                lacking.add("source " + source.name() + " has no Kafka settings");
            }
            if (!settings.databases().containsKey(source.name())) {
                lacking.add("source " + source.name() + " has no database settings");
            }
        }
        if (!lacking.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", lacking));
        }
        var ingestion = new Ingestion(sources.stream()
                .map(source -> new SourceSupervisor(source, settings, InstantSource.system()))
                .toList());
        ingestion.supervisors.forEach(SourceSupervisor::start);
        return ingestion;
    }

    /** How the sources fare now. */
    public IngestionStatus status() {
        return new IngestionStatus(
                supervisors.stream().map(SourceSupervisor::status).toList());
    }

    /** Ends in an orderly way within 5 s; a second call does nothing. What was not committed is read again later. */
    @Override
    public void close() {
        supervisors.forEach(SourceSupervisor::stop);
        long deadline = System.nanoTime() + CLOSE.toNanos();
        try {
            for (SourceSupervisor supervisor : supervisors) {
                supervisor.awaitEnd(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
