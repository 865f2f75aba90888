package io.millrace.ingest.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A person asks a running ingestion for rows once more. It lies in the offset topic under a key of its own until the
 * ingestion has taken it up, which it does in the transaction that writes it into the offset record.
 *
 * @param id made up by who asks
 * @param tables as {@code schema.table}
 * @param audience as in {@link io.millrace.ingest.position.SnapshotTask}
 * @param stops whether it ends snapshots of these tables rather than asks for one; no tables are all
 */
public record SnapshotRequest(String id, List<String> tables, String audience, boolean stops) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public SnapshotRequest {
        tables = List.copyOf(tables);
    }

    byte[] json() {
        ObjectNode root = JSON.createObjectNode().put("version", 1).put("id", id);
        tables.forEach(root.putArray("tables")::add);
        root.put("audience", audience).put("stops", stops);
        try {
            return JSON.writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request could not be written", e);
        }
    }

    /** @throws IllegalArgumentException if it is something else */
    static SnapshotRequest read(byte[] value) {
        try {
            JsonNode root = JSON.readTree(value);
            List<String> tables = new ArrayList<>();
            root.required("tables").forEach(table -> tables.add(table.asText()));
            return new SnapshotRequest(
                    root.required("id").asText(),
                    tables,
                    root.required("audience").asText(),
                    root.required("stops").asBoolean());
        } catch (IOException e) {
            throw new IllegalArgumentException("the request is not JSON", e);
        }
    }
}
