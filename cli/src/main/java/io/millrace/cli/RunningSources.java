package io.millrace.cli;

import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.ingest.IngestSettings;
import io.millrace.ingest.Ingestion;
import io.millrace.ingest.SourceState;
import io.millrace.ingest.SourceStatus;
import java.util.List;

/** A running ingestion. */
final class RunningSources implements PatientService.Working {
    private final int count;
    private final Ingestion ingestion;

    private RunningSources(int count, Ingestion ingestion) {
        this.count = count;
        this.ingestion = ingestion;
    }

    static RunningSources start(List<SourceDescriptor> sources, IngestSettings settings) {
        return new RunningSources(sources.size(), Ingestion.start(sources, settings));
    }

    @Override
    public String greeting() {
        return "capturing " + count + " sources";
    }

    @Override
    public boolean isReady() {
        return ingestion.status().allStreaming();
    }

    @Override
    public String status() {
        return IngestStatusJson.of(ingestion.status());
    }

    /** Over where every source has halted. */
    @Override
    public void look() {
        List<SourceStatus> sources = ingestion.status().sources();
        if (sources.stream().allMatch(source -> source.state() instanceof SourceState.Halted)) {
            StringBuilder reasons = new StringBuilder("every source has halted");
            for (SourceStatus source : sources) {
                SourceState.Halted halted = (SourceState.Halted) source.state();
                reasons.append(System.lineSeparator())
                        .append("  ")
                        .append(source.source())
                        .append(": ")
                        .append(halted.cause())
                        .append(" Repair: ")
                        .append(halted.repair());
            }
            throw new CommandException(reasons.toString());
        }
    }

    @Override
    public void close() {
        ingestion.close();
    }
}
