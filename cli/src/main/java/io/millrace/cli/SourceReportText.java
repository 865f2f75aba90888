package io.millrace.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.ingest.SourceReport;
import io.millrace.ingest.SourceReport.SlotReport;
import io.millrace.ingest.SourceReport.SlotState;
import io.millrace.ingest.safety.Bytes;
import io.millrace.ingest.safety.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code ingest --check} found, for people and for programs. */
final class SourceReportText {
    private SourceReportText() {}

    static List<String> lines(List<SourceReport> reports) {
        List<String> lines = new ArrayList<>();
        for (SourceReport report : reports) {
            lines.add(report.source() + ": " + report.server().orElse("its database did not answer"));
            report.slot().ifPresent(slot -> lines.add("  " + words(slot)));
            for (Finding finding : report.findings()) {
                lines.add("  " + level(finding) + ": " + finding.found());
                lines.add("    repair: " + finding.repair());
            }
        }
        int errors = count(reports, Finding.Level.ERROR);
        int warnings = count(reports, Finding.Level.WARNING);
        lines.add(Counted.of(errors, "error") + " and " + Counted.of(warnings, "warning") + " in "
                + Counted.of(reports.size(), "source"));
        return lines;
    }

    private static String words(SlotReport slot) {
        String name = "slot " + slot.name();
        if (slot.state() == SlotState.ABSENT) {
            return name + " does not exist: the next start makes it";
        }
        String reader = slot.reader()
                .map(pid -> "read by process " + pid + (slot.byIngestion() ? ", this source's ingestion" : ""))
                .orElse("read by nobody");
        String left = slot.safeBytes().isPresent()
                ? ", " + Bytes.text(Math.max(0, slot.safeBytes().getAsLong())) + " more until it is lost"
                : "";
        return name + (slot.state() == SlotState.LOST ? " is lost" : " is " + reader) + "; holds back "
                + Bytes.text(slot.heldBytes()) + " of log" + left;
    }

    static String json(List<SourceReport> reports) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("passed", reports.stream().allMatch(SourceReport::passed));
        var sources = root.putArray("sources");
        for (SourceReport report : reports) {
            ObjectNode node = sources.addObject();
            node.put("source", report.source());
            report.server().ifPresent(server -> node.put("server", server));
            report.slot().ifPresent(slot -> slot(node.putObject("slot"), slot));
            var findings = node.putArray("findings");
            for (Finding finding : report.findings()) {
                findings.addObject()
                        .put("level", level(finding))
                        .put("found", finding.found())
                        .put("repair", finding.repair());
            }
        }
        return root.toPrettyString();
    }

    private static void slot(ObjectNode node, SlotReport slot) {
        node.put("name", slot.name())
                .put("state", slot.state().name().toLowerCase(Locale.ROOT))
                .put("byIngestion", slot.byIngestion())
                .put("heldBytes", slot.heldBytes());
        slot.reader().ifPresent(pid -> node.put("reader", pid));
        slot.safeBytes().ifPresent(bytes -> node.put("safeBytes", bytes));
    }

    private static String level(Finding finding) {
        return finding.level().name().toLowerCase(Locale.ROOT);
    }

    private static int count(List<SourceReport> reports, Finding.Level level) {
        return (int) reports.stream()
                .flatMap(report -> report.findings().stream())
                .filter(finding -> finding.level() == level)
                .count();
    }
}
