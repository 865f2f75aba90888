package io.millrace.ingest;

import io.millrace.ingest.safety.Finding;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What {@link SourceCheck} found of one source.
 *
 * @param source name of the source
 * @param server what answered, such as {@code PostgreSQL 18.1 at db:5432/shop as millrace}; empty where nothing did
 * @param slot the replication slot; empty where the server did not answer
 * @param findings what is not as capturing needs it, errors first
 */
public record SourceReport(String source, Optional<String> server, Optional<SlotReport> slot, List<Finding> findings) {
    public SourceReport {
        findings = findings.stream()
                .sorted((a, b) -> a.level().compareTo(b.level()))
                .toList();
    }

    /** Whether ingestion can start. */
    public boolean passed() {
        return findings.stream().noneMatch(finding -> finding.level() == Finding.Level.ERROR);
    }

    /**
     * The slot of a source.
     *
     * @param name of the slot
     * @param state whether it is there and read
     * @param reader process of the server that reads it
     * @param byIngestion whether an ingestion of this source runs
     * @param heldBytes log that the server keeps for it
     * @param safeBytes how much more may be written before it is lost; empty where the server sets no limit
     */
    public record SlotReport(
            String name,
            SlotState state,
            Optional<Integer> reader,
            boolean byIngestion,
            long heldBytes,
            OptionalLong safeBytes) {}

    /** How a slot is. */
    public enum SlotState {
        /** Not there. */
        ABSENT,
        /** There, and nobody reads it. */
        INACTIVE,
        /** Read now. */
        ACTIVE,
        /** Its log is gone. */
        LOST
    }
}
