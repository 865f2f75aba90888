package io.millrace.cli;

import io.millrace.cli.config.Configuration;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.ingest.IngestSettings;
import io.millrace.ingest.Ingestion;
import io.millrace.ingest.SourceState;
import io.millrace.ingest.SourceStatus;
import java.io.IOException;
import java.util.List;

/** An ingestion and the management port that tells about it. */
final class RunningSources implements Service {
    private final int count;
    private final Ingestion ingestion;
    private final IngestManagement management;
    private final Telemetry telemetry;

    private RunningSources(int count, Ingestion ingestion, IngestManagement management, Telemetry telemetry) {
        this.count = count;
        this.ingestion = ingestion;
        this.management = management;
        this.telemetry = telemetry;
    }

    /** @throws IOException if the management port cannot be bound */
    static RunningSources start(
            List<SourceDescriptor> sources, Configuration configuration, IngestSettings settings, Telemetry telemetry)
            throws IOException {
        Ingestion ingestion = Ingestion.start(sources, settings);
        try {
            return new RunningSources(
                    sources.size(),
                    ingestion,
                    IngestManagement.start(configuration, ingestion, telemetry.scraped()),
                    telemetry);
        } catch (IOException | RuntimeException e) {
            ingestion.close();
            throw e;
        }
    }

    @Override
    public String greeting() {
        return "capturing " + count + " sources; status at " + management.statusUrl();
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
        management.close();
        ingestion.close();
        telemetry.close();
    }
}
