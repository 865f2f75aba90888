package io.millrace.cli.demo.view;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Figures as aligned text. */
final class FigureText {
    private static final String ROW = "%-28s %8s %8s %6s %6s %9s %6s %8s  %s";

    private FigureText() {}

    static String head() {
        return String.format(
                Locale.ROOT,
                ROW,
                "port",
                "in",
                "out",
                "dup",
                "dead",
                "filtered",
                "lag",
                "fresh",
                "dead letters by reason");
    }

    static String row(PortFigures port) {
        return String.format(
                        Locale.ROOT,
                        ROW,
                        port.name(),
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
        List<String> lines = new ArrayList<>();
        lines.add(head());
        frame.ports().forEach(port -> lines.add(row(port)));
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
