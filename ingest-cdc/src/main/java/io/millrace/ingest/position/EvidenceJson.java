package io.millrace.ingest.position;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.ingest.position.Evidence.Membership;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@link Evidence} in the offset record: keys of its own, which earlier versions do not read. */
final class EvidenceJson {
    private EvidenceJson() {}

    static void write(Evidence evidence, ObjectNode root) {
        if (evidence.timeline() != 0) {
            root.put("timeline", evidence.timeline());
        }
        Membership publication = evidence.publication();
        if (publication != null) {
            ObjectNode node = root.putObject("publication");
            node.put("oid", publication.oid());
            ObjectNode tables = node.putObject("tables");
            new TreeMap<>(publication.tables()).forEach(tables::put);
        }
        Landmark next = evidence.next();
        if (next != null) {
            ObjectNode node = root.putObject("next");
            node.put("lsn", Lsn.text(next.lsn()));
            node.put("transactionId", next.transactionId());
            node.put("commitMicros", next.commitMicros());
            node.put("table", next.table());
        }
    }

    static Evidence read(JsonNode root) {
        JsonNode timeline = root.get("timeline");
        return new Evidence(
                timeline == null ? 0 : timeline.asInt(), publication(root.get("publication")), next(root.get("next")));
    }

    private static @Nullable Membership publication(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        Map<String, Long> tables = new HashMap<>();
        node.required("tables")
                .properties()
                .forEach(entry -> tables.put(entry.getKey(), entry.getValue().asLong()));
        return new Membership(node.required("oid").asLong(), tables);
    }

    private static @Nullable Landmark next(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        JsonNode micros = node.get("commitMicros");
        return new Landmark(
                Lsn.parse(node.required("lsn").asText()),
                node.required("transactionId").asLong(),
                micros == null || micros.isNull() ? null : (Long) micros.asLong(),
                node.required("table").asText());
    }
}
