package io.millrace.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report of the gateway as lines of text. */
public final class GatewayText {
    private GatewayText() {}

    /** Medians and the promise. */
    public static List<String> lines(GatewayReport report) {
        List<String> lines = new ArrayList<>();
        Machine machine = report.machine();
        lines.add(machine.cores() + " cores, " + machine.processor() + ", " + machine.java());
        lines.add("");
        Spread rate = report.eventsPerSecond();
        lines.add(String.format(
                Locale.ROOT,
                "%,.0f events/s (%,.0f - %,.0f) in batches of %s over %s connections, %.2f us CPU of the gateway per event",
                rate.median(),
                rate.min(),
                rate.max(),
                report.settings().get("batch"),
                report.settings().get("connections"),
                report.cpuMicrosPerEvent().median()));
        lines.add(String.format(
                Locale.ROOT,
                "a request takes %.1f ms (p50), %.1f ms (p99)",
                report.requestP50Millis().median(),
                report.requestP99Millis().median()));
        lines.add("");
        report.figures().forEach(figure -> lines.add(ReportText.line(figure)));
        return lines;
    }
}
