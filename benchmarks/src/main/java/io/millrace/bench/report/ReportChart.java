package io.millrace.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The ladder as a picture: throughput as bars with their spread, processor time beside them. */
public final class ReportChart {
    private static final int ROW = 34;
    private static final int TOP = 64;
    private static final int LEFT = 150;
    private static final int WIDTH = 900;
    private static final int BARS = 500;

    private ReportChart() {}

    /** Writes the chart as SVG. */
    public static void write(LadderReport report, Path file) throws IOException {
        Files.writeString(file, svg(report));
    }

    static String svg(LadderReport report) {
        List<StepFigures> steps = report.steps();
        double most = steps.stream()
                .mapToDouble(step -> step.recordsPerSecond().max())
                .max()
                .orElse(1);
        int height = TOP + steps.size() * ROW + 30;
        var svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="system-ui, sans-serif" font-size="13" role="img" aria-label="Throughput and processor time of each step of the ladder">
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                <text x="16" y="26" font-size="16" font-weight="600" fill="#1c2733">Records per second and client processor time per record</text>
                <text x="16" y="46" fill="#5b6b7b">%s B records, %d cores with the broker on them; bars: median of %s rounds, lines: minimum to maximum</text>
                """,
                WIDTH,
                height,
                report.settings().getOrDefault("size", "?"),
                report.machine().cores(),
                report.settings().getOrDefault("rounds", "?")));
        for (int i = 0; i < steps.size(); i++) {
            row(svg, steps.get(i), TOP + i * ROW, most);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void row(StringBuilder svg, StepFigures step, int y, double most) {
        Spread rate = step.recordsPerSecond();
        double length = rate.median() / most * BARS;
        int middle = y + 12;
        svg.append(String.format(
                Locale.ROOT,
                """
                <text x="%d" y="%d" text-anchor="end" fill="#1c2733">%s</text>
                <rect x="%d" y="%d" width="%.1f" height="18" rx="2" fill="%s"/>
                <line x1="%.1f" x2="%.1f" y1="%d" y2="%d" stroke="#1c2733" stroke-width="1.5"/>
                <text x="%.1f" y="%d" fill="#1c2733">%,.0f/s · %.2f µs · %.2f of R0</text>
                """,
                LEFT - 10,
                y + 17,
                step.name(),
                LEFT,
                y + 3,
                length,
                colour(step.name()),
                LEFT + rate.min() / most * BARS,
                LEFT + rate.max() / most * BARS,
                middle,
                middle,
                LEFT + rate.max() / most * BARS + 8,
                y + 17,
                rate.median(),
                step.cpuMicrosPerRecord().median(),
                step.throughputToR0().median()));
    }

    private static String colour(String step) {
        return switch (step) {
            case "full" -> "#1f7a8c";
            case "idiomatic" -> "#c8553d";
            case "r0", "r0-exactly-once", "pass-through" -> "#a9b4c2";
            default -> "#7fb7be";
        };
    }
}
