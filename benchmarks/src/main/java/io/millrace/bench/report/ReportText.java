package io.millrace.bench.report;

import io.millrace.bench.latency.LatencyResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report as lines of text. */
public final class ReportText {
    private ReportText() {}

    /** A table of medians, the latencies, and the promises. */
    public static List<String> lines(LadderReport report) {
        List<String> lines = new ArrayList<>();
        Machine machine = report.machine();
        lines.add(machine.cores() + " cores, " + machine.processor() + ", " + machine.java());
        lines.add("");
        lines.add(String.format(
                "%-17s %11s %23s %8s %8s %9s %7s %9s %7s",
                "step", "records/s", "(min - max)", "cpu us", "broker", "B/record", "heap MB", "to R0", "cpu R0"));
        for (StepFigures step : report.steps()) {
            lines.add(line(step));
        }
        report.latency().ifPresent(pair -> {
            LatencyResult product = pair.product();
            lines.add(String.format(
                    Locale.ROOT,
                    "%nlatency at %,d records/s, half of the highest load, over %d s, from the time each was due:",
                    product.recordsPerSecond(),
                    product.seconds()));
            lines.add("  full      " + line(product));
            lines.add("  raw copy  " + line(pair.copy()));
        });
        lines.add("");
        for (Figure figure : report.figures()) {
            lines.add(line(figure));
        }
        return lines;
    }

    static String line(Figure figure) {
        return String.format(
                Locale.ROOT,
                "%-8s %s: %.2f (%s %.2f)",
                figure.met() ? "met" : "NOT MET",
                figure.name(),
                figure.found(),
                figure.atLeast() ? "at least" : "at most",
                figure.limit());
    }

    private static String line(LatencyResult latency) {
        return String.format(
                Locale.ROOT,
                "p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, max %.1f ms",
                latency.p50(),
                latency.p99(),
                latency.p999(),
                latency.most());
    }

    private static String line(StepFigures step) {
        Spread rate = step.recordsPerSecond();
        return String.format(
                Locale.ROOT,
                "%-17s %,11.0f %23s %8.2f %8.2f %9.0f %7.0f %9.2f %7.2f",
                step.name(),
                rate.median(),
                String.format(Locale.ROOT, "(%,.0f - %,.0f)", rate.min(), rate.max()),
                step.cpuMicrosPerRecord().median(),
                step.brokerCpuMicrosPerRecord().median(),
                step.allocatedBytesPerRecord().median(),
                step.liveHeapMebibytes().median(),
                step.throughputToR0().median(),
                step.cpuToR0().median());
    }
}
