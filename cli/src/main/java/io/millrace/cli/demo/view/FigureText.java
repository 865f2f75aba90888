package io.millrace.cli.demo.view;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Figures as aligned text. */
final class FigureText {
    private static final String FIGURES = " %6s %6s %5s %5s %5s %5s %8s";
    private static final String INDENT = "    ";

    private FigureText() {}

    /** One row per port; reasons for dead letters stand at its end, or below where the line would get too long. */
    static List<String> table(List<PortFigures> ports, int columns) {
        int width = ports.stream().mapToInt(port -> port.name().length()).max().orElse("port".length());
        List<String> lines = new ArrayList<>();
        lines.add(padded("port", width)
                + String.format(Locale.ROOT, FIGURES, "in", "out", "dup", "dead", "filt", "lag", "fresh"));
        for (PortFigures port : ports) {
            String row = row(port, width);
            String reasons = reasons(port);
            if (reasons.isEmpty()) {
                lines.add(row);
            } else if (row.length() + reasons.length() + 2 < columns) {
                lines.add(row + "  " + reasons);
            } else {
                lines.add(row);
                lines.add(INDENT + "dead: " + reasons);
            }
        }
        return lines;
    }

    private static String row(PortFigures port, int width) {
        return padded(port.name(), width)
                + String.format(
                        Locale.ROOT,
                        FIGURES,
                        port.balance().total(),
                        port.balance().accepted() + port.balance().retracted(),
                        port.balance().duplicates(),
                        port.balance().rejected(),
                        port.balance().filtered(),
                        orDash(port.lag(), ""),
                        orDash(port.freshnessMillis(), " ms"));
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    static String clock(Duration elapsed) {
        return String.format(Locale.ROOT, "%02d:%02d", elapsed.toMinutes(), elapsed.toSecondsPart());
    }

    /** The first line: time, traffic and processes. */
    static String summary(Frame frame) {
        return clock(frame.elapsed()) + " · " + frame.done() + " changes and events · ingest " + frame.ingest()
                + " · runtime " + frame.runtime()
                + (frame.kills() == 0 ? "" : " · killed " + frame.kills() + "x");
    }

    private static String reasons(PortFigures port) {
        return port.deadLetters().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String orDash(OptionalLong value, String unit) {
        return value.isPresent() ? value.getAsLong() + unit : "-";
    }
}
