package io.millrace.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.cli.config.Configuration;
import io.millrace.contracts.access.AccessRight;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.ingest.ConnectConfigs;
import io.millrace.ingest.DatabaseSettings;
import io.millrace.ingest.SourceCheck;
import io.millrace.ingest.SourceReport;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What {@code ingest} says of sources without capturing them. */
final class IngestInspection {
    private final List<SourceDescriptor> sources;
    private final Configuration configuration;
    private final PrintWriter out;

    IngestInspection(List<SourceDescriptor> sources, Configuration configuration, PrintWriter out) {
        this.sources = sources;
        this.configuration = configuration;
        this.out = out;
    }

    /** Every finding of every source; the exit code says whether any is in the way. */
    int check(OutputFormat output) throws InterruptedException {
        configuration.require("kafka.bootstrap.servers");
        Map<String, DatabaseSettings> databases = Databases.of(sources, configuration);
        List<SourceReport> reports = new ArrayList<>();
        for (SourceDescriptor source : sources) {
            reports.add(SourceCheck.check(
                    source,
                    Objects.requireNonNull(databases.get(source.name())),
                    configuration.kafkaOfSource(source.name()),
                    configuration.principalOfSource(source.name()).orElse(AccessRight.UNNAMED)));
        }
        if (output == OutputFormat.JSON) {
            out.println(SourceReportText.json(reports));
        } else {
            SourceReportText.lines(reports).forEach(out::println);
        }
        out.flush();
        return reports.stream().allMatch(SourceReport::passed) ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** One connector per source, as {@code POST /connectors} of Kafka Connect takes it. */
    int printConnectConfig() {
        configuration.require("registry.url");
        ArrayNode connectors = JsonNodeFactory.instance.arrayNode();
        for (SourceDescriptor source : sources) {
            ObjectNode connector = connectors.addObject();
            connector.put("name", source.name());
            ObjectNode config = connector.putObject("config");
            ConnectConfigs.of(
                            source,
                            Databases.withoutPassword(source, configuration),
                            configuration.registryUrl().orElseThrow(),
                            configuration.registryUsername().isPresent())
                    .forEach(config::put);
        }
        out.println(connectors.toPrettyString());
        out.flush();
        return ExitCode.DONE;
    }
}
