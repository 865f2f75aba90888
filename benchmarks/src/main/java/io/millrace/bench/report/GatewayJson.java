package io.millrace.bench.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;

/** The report of the gateway as JSON; docs/performance.md describes its fields. */
public final class GatewayJson {
    private GatewayJson() {}

    /** Writes the report to a file, whose folder is made if need be. */
    public static void write(GatewayReport report, Path file) throws IOException {
        ReportJson.write(text(report), file);
    }

    static String text(GatewayReport report) throws IOException {
        ObjectNode root =
                ReportJson.head(report.startedAt(), true, report.machine(), report.versions(), report.settings());
        ObjectNode gateway = root.putObject("gateway");
        ReportJson.add(gateway, "eventsPerSecond", report.eventsPerSecond());
        ReportJson.add(gateway, "cpuMicrosPerEvent", report.cpuMicrosPerEvent());
        ReportJson.add(gateway, "requestP50Millis", report.requestP50Millis());
        ReportJson.add(gateway, "requestP99Millis", report.requestP99Millis());
        ReportJson.addFigures(root, report.figures());
        return ReportJson.text(root);
    }
}
