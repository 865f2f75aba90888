package io.millrace.bench.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.bench.report.IngestReport.PhaseFigures;
import io.millrace.bench.report.IngestReport.PipeFigures;
import io.millrace.bench.report.IngestReport.Ratios;
import java.io.IOException;
import java.nio.file.Path;

/** The report of ingestion as JSON; docs/performance.md describes its fields. */
public final class IngestJson {
    private IngestJson() {}

    /** Writes the report to a file, whose folder is made if need be. */
    public static void write(IngestReport report, Path file) throws IOException {
        ReportJson.write(text(report), file);
    }

    static String text(IngestReport report) throws IOException {
        ObjectNode root =
                ReportJson.head(report.startedAt(), true, report.machine(), report.versions(), report.settings());
        ArrayNode pipes = root.putArray("pipes");
        for (PipeFigures pipe : report.pipes()) {
            ObjectNode node = pipes.addObject().put("name", pipe.name()).put("title", pipe.title());
            add(node.putObject("snapshot"), pipe.snapshot());
            add(node.putObject("streaming"), pipe.streaming());
        }
        add(root.putObject("toEngine"), report.toEngine());
        report.toServer().ifPresent(ratios -> add(root.putObject("toServer"), ratios));
        report.latency()
                .ifPresent(latency -> root.putObject("latency")
                        .put("rows", latency.rows())
                        .put("p50Millis", ReportJson.rounded(latency.p50()))
                        .put("p99Millis", ReportJson.rounded(latency.p99()))
                        .put("p999Millis", ReportJson.rounded(latency.p999()))
                        .put("maxMillis", ReportJson.rounded(latency.most())));
        ReportJson.addFigures(root, report.figures());
        return ReportJson.text(root);
    }

    private static void add(ObjectNode node, PhaseFigures figures) {
        ReportJson.add(node, "rowsPerSecond", figures.rowsPerSecond());
        ReportJson.add(node, "cpuMicrosPerRow", figures.cpuMicrosPerRow());
    }

    private static void add(ObjectNode node, Ratios ratios) {
        ReportJson.add(node, "snapshotThroughput", ratios.snapshotThroughput());
        ReportJson.add(node, "snapshotCpu", ratios.snapshotCpu());
        ReportJson.add(node, "streamingThroughput", ratios.streamingThroughput());
        ReportJson.add(node, "streamingCpu", ratios.streamingCpu());
    }
}
