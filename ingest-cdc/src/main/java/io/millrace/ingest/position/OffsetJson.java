package io.millrace.ingest.position;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** The offset record's value: JSON that a person can read, with LSNs as PostgreSQL writes them. */
public final class OffsetJson {
    /** Written as long as a snapshot is under way: a program that knows nothing of its rows must not go on. */
    private static final int WITH_SNAPSHOTS = 2;

    private static final int PLAIN = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private OffsetJson() {}

    public static byte[] write(IngestOffset offset) {
        ObjectNode root = JSON.createObjectNode();
        root.put("version", offset.snapshots().queue().isEmpty() ? PLAIN : WITH_SNAPSHOTS);
        root.put("epoch", offset.epoch());
        root.put("generation", offset.generation());
        root.put("systemIdentifier", offset.systemIdentifier());
        root.put("databaseOid", offset.databaseOid());
        offset.tables().forEach(root.putArray("tables")::add);
        ResumePoint resume = offset.resume();
        if (resume != null) {
            ObjectNode node = root.putObject("resume");
            node.put("lsn", Lsn.text(resume.lsn()));
            node.put("commitLsn", Lsn.text(resume.commitLsn()));
            node.put("commitMicros", resume.commitMicros());
            node.put("transactionId", resume.transactionId());
        }
        ChangePosition watermark = offset.watermark();
        if (watermark != null) {
            ObjectNode node = root.putObject("watermark");
            node.put("commitLsn", Lsn.text(watermark.commitLsn()));
            node.put("lsn", Lsn.text(watermark.lsn()));
            node.put("ordinal", watermark.ordinal());
        }
        EvidenceJson.write(offset.evidence(), root);
        SnapshotJson.write(root, offset.snapshots());
        try {
            return JSON.writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an offset record could not be written", e);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it is something else, or of a later version
     */
    public static IngestOffset read(byte[] value) {
        try {
            JsonNode root = JSON.readTree(value);
            int version = root.required("version").asInt();
            if (version != PLAIN && version != WITH_SNAPSHOTS) {
                throw new IllegalArgumentException("the offset record has version " + version
                        + ", this program reads versions " + PLAIN + " and " + WITH_SNAPSHOTS);
            }
            var tables = new ArrayList<String>();
            root.required("tables").forEach(table -> tables.add(table.asText()));
            return new IngestOffset(
                    root.required("epoch").asLong(),
                    root.required("generation").asLong(),
                    root.required("systemIdentifier").asText(),
                    root.required("databaseOid").asLong(),
                    tables,
                    resume(root.get("resume")),
                    watermark(root.get("watermark")),
                    EvidenceJson.read(root),
                    SnapshotJson.read(root));
        } catch (IOException e) {
            throw new IllegalArgumentException("the offset record is not JSON", e);
        }
    }

    private static @Nullable ResumePoint resume(@Nullable JsonNode node) {
        return node == null
                ? null
                : new ResumePoint(
                        Lsn.parse(node.required("lsn").asText()),
                        Lsn.parse(node.required("commitLsn").asText()),
                        number(node.get("commitMicros")),
                        number(node.get("transactionId")));
    }

    private static @Nullable ChangePosition watermark(@Nullable JsonNode node) {
        return node == null
                ? null
                : new ChangePosition(
                        Lsn.parse(node.required("commitLsn").asText()),
                        Lsn.parse(node.required("lsn").asText()),
                        node.required("ordinal").asInt());
    }

    private static @Nullable Long number(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : (Long) node.asLong();
    }
}
