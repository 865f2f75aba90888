package io.millrace.ingest;

import io.millrace.contracts.source.SourceDescriptor;
import java.util.List;

/**
 * The running ingestion of some sources, each on threads of its own: one that fails does not stop the others. All
 * methods may be called from any thread.
 */
public final class Ingestion implements AutoCloseable {

    private Ingestion() {}

    /**
     * Starts all sources and returns at once; {@link #status()} tells how they fare.
     *
     * @throws IllegalArgumentException if a source lacks Kafka or database settings; all such sources are named
     */
    public static Ingestion start(List<SourceDescriptor> sources, IngestSettings settings) {
        throw new UnsupportedOperationException();
    }

    /** How the sources fare now. */
    public IngestionStatus status() {
        throw new UnsupportedOperationException();
    }

    /** Ends in an orderly way within 5 s; a second call does nothing. What was not committed is read again later. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
