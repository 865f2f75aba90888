package io.millrace.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.bench.latency.LatencyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The report as JSON; docs/performance.md describes its fields. */
public final class ReportJson {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ReportJson() {}

    /** Writes the report to a file, whose folder is made if need be. */
    public static void write(LadderReport report, Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.writeString(file, text(report) + "\n");
    }

    static String text(LadderReport report) throws IOException {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("startedAt", report.startedAt());
        root.put("verified", report.verified());
        Machine machine = report.machine();
        root.putObject("machine")
                .put("processor", machine.processor())
                .put("cores", machine.cores())
                .put("memoryMebibytes", machine.memoryMebibytes())
                .put("operatingSystem", machine.operatingSystem())
                .put("java", machine.java())
                .put("loadAtStart", rounded(machine.loadAtStart()));
        ObjectNode versions = root.putObject("versions");
        new TreeMap<>(report.versions()).forEach(versions::put);
        ObjectNode settings = root.putObject("settings");
        for (Map.Entry<String, Object> setting : new TreeMap<>(report.settings()).entrySet()) {
            settings.set(setting.getKey(), MAPPER.valueToTree(setting.getValue()));
        }
        ArrayNode steps = root.putArray("steps");
        report.steps().forEach(step -> add(steps.addObject(), step));
        report.latency().ifPresent(latency -> add(root.putObject("latency"), latency));
        ArrayNode figures = root.putArray("figures");
        for (Figure figure : report.figures()) {
            figures.addObject()
                    .put("name", figure.name())
                    .put(figure.atLeast() ? "atLeast" : "atMost", figure.limit())
                    .put("found", rounded(figure.found()))
                    .put("met", figure.met());
        }
        return MAPPER.writeValueAsString(root);
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

    private static void add(ObjectNode node, String name, Spread spread) {
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

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
