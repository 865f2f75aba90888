package io.millrace.bench.report;

import io.millrace.bench.report.IngestReport.PhaseFigures;
import io.millrace.bench.report.IngestReport.PipeFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report of ingestion as lines of text. */
public final class IngestText {
    private IngestText() {}

    /** A table of medians, the latencies, and the promises. */
    public static List<String> lines(IngestReport report) {
        List<String> lines = new ArrayList<>();
        Machine machine = report.machine();
        lines.add(machine.cores() + " cores, " + machine.processor() + ", " + machine.java());
        lines.add("");
        lines.add(String.format("%-20s %11s %23s %8s", "", "rows/s", "(min - max)", "cpu us"));
        for (PipeFigures pipe : report.pipes()) {
            lines.add(line(pipe.name() + " snapshot", pipe.snapshot()));
        }
        for (PipeFigures pipe : report.pipes()) {
            lines.add(line(pipe.name() + " streaming", pipe.streaming()));
        }
        report.latency()
                .ifPresent(latency -> lines.add(String.format(
                        Locale.ROOT,
                        "%nfrom commit to raw topic, over %,d rows: p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, max %.1f ms",
                        latency.rows(),
                        latency.p50(),
                        latency.p99(),
                        latency.p999(),
                        latency.most())));
        lines.add("");
        report.figures().forEach(figure -> lines.add(ReportText.line(figure)));
        return lines;
    }

    private static String line(String name, PhaseFigures figures) {
        Spread rate = figures.rowsPerSecond();
        return String.format(
                Locale.ROOT,
                "%-20s %,11.0f %23s %8.2f",
                name,
                rate.median(),
                String.format(Locale.ROOT, "(%,.0f - %,.0f)", rate.min(), rate.max()),
                figures.cpuMicrosPerRow().median());
    }
}
