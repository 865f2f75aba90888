package io.millrace.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.ingest.IngestionStatus;
import io.millrace.ingest.SnapshotStatus;
import io.millrace.ingest.SourceState;
import io.millrace.ingest.SourceStatus;
import io.millrace.ingest.WalStatus;
import java.util.List;
import java.util.Locale;

/** The JSON of {@code /status} of an ingesting process. */
final class IngestStatusJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private IngestStatusJson() {}

    /** Of sources that are not started yet. */
    static String waiting(List<SourceDescriptor> declared, String reason) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode sources = root.putArray("sources");
        declared.forEach(source -> sources.addObject()
                .put("source", source.name())
                .put("state", "waiting")
                .put("reason", reason));
        return root.toPrettyString() + "\n";
    }

    static String of(IngestionStatus status) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode sources = root.putArray("sources");
        for (SourceStatus source : status.sources()) {
            ObjectNode node = sources.addObject();
            node.put("source", source.source());
            node.put("state", source.state().getClass().getSimpleName().toLowerCase(Locale.ROOT));
            if (source.state() instanceof SourceState.Retrying retrying) {
                node.put("reason", retrying.cause());
            } else if (source.state() instanceof SourceState.Halted halted) {
                node.put("reason", halted.cause()).put("repair", halted.repair());
            }
            node.put("published", source.published()).put("dropped", source.dropped());
            source.position().ifPresent(position -> node.put("position", position));
            source.lastEventTime().ifPresent(time -> node.put("lastEventTime", time.toString()));
            source.wal().ifPresent(wal -> wal(node.putObject("wal"), wal));
            snapshots(node, source.snapshots());
        }
        return root.toPrettyString() + "\n";
    }

    private static void wal(ObjectNode node, WalStatus wal) {
        node.put("level", wal.level()).put("lagBytes", wal.lagBytes()).put("heldBytes", wal.heldBytes());
        wal.budgetBytes().ifPresent(bytes -> node.put("budgetBytes", bytes));
        node.put("serverStatus", wal.serverStatus());
    }

    private static void snapshots(ObjectNode source, List<SnapshotStatus> snapshots) {
        if (snapshots.isEmpty()) {
            return;
        }
        ArrayNode array = source.putArray("snapshots");
        for (SnapshotStatus snapshot : snapshots) {
            ObjectNode node = array.addObject().put("id", snapshot.id());
            if (!snapshot.audience().isEmpty()) {
                node.put("for", snapshot.audience());
            }
            ArrayNode tables = node.putArray("tables");
            for (SnapshotStatus.Table table : snapshot.tables()) {
                tables.addObject()
                        .put("table", table.table())
                        .put("rows", table.rows())
                        .put("estimatedRows", table.estimatedRows())
                        .put("share", Math.round(table.share() * 1000) / 1000.0);
            }
        }
    }
}
