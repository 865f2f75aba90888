package io.millrace.cli.demo.view;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Figures as aligned text. */
final class FigureText {
    private static final String FIGURES = " %7s %7s %6s %6s %8s %5s %8s  %s";

    private FigureText() {}

    private static String head(int width) {
        return "port" + " ".repeat(width - "port".length())
                + String.format(
                        Locale.ROOT, FIGURES, "in", "out", "dup", "dead", "filtered", "lag", "fresh", "why dead");
    }

    private static String row(PortFigures port, int width) {
        return port.name()
                + " ".repeat(width - port.name().length())
                + String.format(
                                Locale.ROOT,
                                FIGURES,
                                port.balance().total(),
                                port.balance().accepted() + port.balance().retracted(),
                                port.balance().duplicates(),
                                port.balance().rejected(),
                                port.balance().filtered(),
                                orDash(port.lag(), ""),
                                orDash(port.freshnessMillis(), " ms"),
                                reasons(port))
                        .stripTrailing();
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

    static List<String> table(Frame frame) {
        int width = frame.ports().stream()
                .mapToInt(port -> port.name().length())
                .max()
                .orElse("port".length());
        List<String> lines = new ArrayList<>();
        lines.add(head(width));
        frame.ports().forEach(port -> lines.add(row(port, width)));
        return lines;
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
