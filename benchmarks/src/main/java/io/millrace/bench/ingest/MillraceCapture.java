package io.millrace.bench.ingest;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.ingest.DatabaseSettings;
import io.millrace.ingest.IngestSettings;
import io.millrace.ingest.Ingestion;
import io.millrace.ingest.SourceState;
import io.millrace.ingest.SourceStatus;
import java.util.List;
import java.util.Map;

/** Ingestion as {@code millrace ingest} runs it. */
final class MillraceCapture implements Capture {
    private final Ingestion ingestion;

    MillraceCapture(IngestRun run, SourceDescriptor source, SchemaRegistry registry) {
        ingestion = Ingestion.start(
                List.of(source),
                new IngestSettings(
                        Map.of(source.name(), Map.of("bootstrap.servers", run.bootstrapServers())),
                        Map.of(
                                source.name(),
                                new DatabaseSettings(
                                        run.host(), run.port(), run.database(), run.user(), run.password())),
                        registry,
                        "bench",
                        new SimpleMeterRegistry()));
    }

    @Override
    public long rows() {
        return status().published();
    }

    @Override
    public boolean isFollowing() {
        return status().state() instanceof SourceState.Streaming;
    }

    @Override
    public void requireRunning() {
        SourceState state = status().state();
        if (state instanceof SourceState.Halted || state instanceof SourceState.Retrying) {
            throw new IllegalStateException("ingestion does not go on: " + state);
        }
    }

    private SourceStatus status() {
        return ingestion.status().sources().get(0);
    }

    @Override
    public void close() {
        ingestion.close();
    }
}
