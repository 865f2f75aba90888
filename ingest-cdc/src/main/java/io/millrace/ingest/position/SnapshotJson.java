package io.millrace.ingest.position;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The snapshots' part of the offset record. */
final class SnapshotJson {
    private SnapshotJson() {}

    static void write(ObjectNode root, Snapshots snapshots) {
        if (!snapshots.queue().isEmpty()) {
            ArrayNode queue = root.putArray("snapshots");
            snapshots.queue().forEach(task -> write(queue.addObject(), task));
        }
        if (!snapshots.ended().isEmpty()) {
            ArrayNode over = root.putArray("endedSnapshots");
            for (Snapshots.Ended each : snapshots.ended()) {
                ObjectNode node = over.addObject().put("id", each.id());
                each.tables().forEach(node.putArray("tables")::add);
                node.put("rows", each.rows()).put("outcome", each.outcome());
            }
        }
    }

    private static void write(ObjectNode node, SnapshotTask task) {
        node.put("id", task.id()).put("generation", task.generation());
        if (!task.audience().isEmpty()) {
            node.put("audience", task.audience());
        }
        task.tables().forEach(node.putArray("tables")::add);
        SnapshotBoundary boundary = task.boundary();
        if (boundary != null) {
            ObjectNode at = node.putObject("boundary").put("nextXid", boundary.nextXid());
            boundary.inFlight().forEach(at.putArray("inFlight")::add);
            node.put("startLsn", Lsn.text(task.startLsn()));
        }
        ArrayNode scans = node.putArray("scans");
        for (TableScan scan : task.scans()) {
            scans.addObject()
                    .put("table", scan.table())
                    .put("relation", scan.relation())
                    .put("fileNode", scan.fileNode())
                    .put("nextBlock", scan.nextBlock())
                    .put("blocks", scan.blocks())
                    .put("rows", scan.rows())
                    .put("estimatedRows", scan.estimatedRows());
        }
    }

    static Snapshots read(JsonNode root) {
        List<SnapshotTask> queue = new ArrayList<>();
        root.path("snapshots").forEach(node -> queue.add(task(node)));
        List<Snapshots.Ended> ended = new ArrayList<>();
        root.path("endedSnapshots")
                .forEach(node -> ended.add(new Snapshots.Ended(
                        node.required("id").asText(),
                        texts(node.required("tables")),
                        node.required("rows").asLong(),
                        node.required("outcome").asText())));
        return new Snapshots(queue, ended);
    }

    private static SnapshotTask task(JsonNode node) {
        List<TableScan> scans = new ArrayList<>();
        node.required("scans")
                .forEach(scan -> scans.add(new TableScan(
                        scan.required("table").asText(),
                        scan.required("relation").asLong(),
                        scan.required("fileNode").asLong(),
                        scan.required("nextBlock").asLong(),
                        scan.required("blocks").asLong(),
                        scan.required("rows").asLong(),
                        scan.required("estimatedRows").asLong())));
        SnapshotBoundary boundary = boundary(node.get("boundary"));
        return new SnapshotTask(
                node.required("id").asText(),
                node.required("generation").asLong(),
                node.path("audience").asText(""),
                texts(node.required("tables")),
                boundary,
                boundary == null ? 0 : Lsn.parse(node.required("startLsn").asText()),
                scans);
    }

    private static @Nullable SnapshotBoundary boundary(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        List<Long> inFlight = new ArrayList<>();
        node.required("inFlight").forEach(xid -> inFlight.add(xid.asLong()));
        return new SnapshotBoundary(node.required("nextXid").asLong(), inFlight);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
