package io.millrace.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.bench.latency.LatencyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The report as JSON; docs/performance.md describes its fields. */
public final class ReportJson {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ReportJson() {}

    /** Writes the report to a file, whose folder is made if need be. */
    public static void write(LadderReport report, Path file) throws IOException {
        write(text(report), file);
    }

    static void write(String text, Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.writeString(file, text + "\n");
    }

    static String text(LadderReport report) throws IOException {
        ObjectNode root =
                head(report.startedAt(), report.verified(), report.machine(), report.versions(), report.settings());
        ArrayNode steps = root.putArray("steps");
        report.steps().forEach(step -> add(steps.addObject(), step));
        report.latency().ifPresent(pair -> {
            ObjectNode latency = root.putObject("latency");
            add(latency, pair.product());
            add(latency.putObject("copy"), pair.copy());
        });
        addFigures(root, report.figures());
        return text(root);
    }

    static String text(ObjectNode root) throws IOException {
        return MAPPER.writeValueAsString(root);
    }

    /** What every report begins with. */
    static ObjectNode head(
            String startedAt,
            boolean verified,
            Machine machine,
            Map<String, String> versions,
            Map<String, Object> settings) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("startedAt", startedAt);
        root.put("verified", verified);
        root.putObject("machine")
                .put("processor", machine.processor())
                .put("cores", machine.cores())
                .put("memoryMebibytes", machine.memoryMebibytes())
                .put("operatingSystem", machine.operatingSystem())
                .put("java", machine.java())
                .put("loadAtStart", rounded(machine.loadAtStart()));
        ObjectNode versionsNode = root.putObject("versions");
        new TreeMap<>(versions).forEach(versionsNode::put);
        ObjectNode settingsNode = root.putObject("settings");
        new TreeMap<>(settings).forEach((name, value) -> settingsNode.set(name, MAPPER.valueToTree(value)));
        return root;
    }

    static void addFigures(ObjectNode root, List<Figure> figures) {
        ArrayNode nodes = root.putArray("figures");
        for (Figure figure : figures) {
            nodes.addObject()
                    .put("name", figure.name())
                    .put(figure.atLeast() ? "atLeast" : "atMost", figure.limit())
                    .put("found", rounded(figure.found()))
                    .put("met", figure.met());
        }
    }

    private static void add(ObjectNode node, StepFigures step) {
        node.put("name", step.name()).put("title", step.title()).put("baseline", step.baseline());
        add(node, "recordsPerSecond", step.recordsPerSecond());
        add(node, "cpuMicrosPerRecord", step.cpuMicrosPerRecord());
        add(node, "brokerCpuMicrosPerRecord", step.brokerCpuMicrosPerRecord());
        add(node, "allocatedBytesPerRecord", step.allocatedBytesPerRecord());
        add(node, "liveHeapMebibytes", step.liveHeapMebibytes());
        add(node, "throughputToR0", step.throughputToR0());
        add(node, "cpuToR0", step.cpuToR0());
    }

    static void add(ObjectNode node, String name, Spread spread) {
        node.putObject(name)
                .put("median", rounded(spread.median()))
                .put("min", rounded(spread.min()))
                .put("max", rounded(spread.max()));
    }

    private static void add(ObjectNode node, LatencyResult latency) {
        node.put("highestRecordsPerSecond", latency.highestPerSecond())
                .put("recordsPerSecond", latency.recordsPerSecond())
                .put("seconds", latency.seconds())
                .put("records", latency.records())
                .put("p50Millis", rounded(latency.p50()))
                .put("p99Millis", rounded(latency.p99()))
                .put("p999Millis", rounded(latency.p999()))
                .put("maxMillis", rounded(latency.most()));
    }

    static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
