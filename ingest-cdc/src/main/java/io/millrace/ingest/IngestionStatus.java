package io.millrace.ingest;

import java.util.List;

/**
 * All sources at one moment.
 *
 * @param sources in the order in which they were declared
 */
public record IngestionStatus(List<SourceStatus> sources) {
    public IngestionStatus {
        sources = List.copyOf(sources);
    }

    /** Whether every source follows its database. */
    public boolean allStreaming() {
        return sources.stream().allMatch(source -> source.state() instanceof SourceState.Streaming);
    }
}
