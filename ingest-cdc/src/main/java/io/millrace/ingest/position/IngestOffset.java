package io.millrace.ingest.position;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that must survive a crash for one source. It is written in the Kafka transaction of the data it speaks of.
 *
 * @param epoch changes when positions start over, because the source was snapshotted anew; epoch seconds of the
 *     first start, so that it grows even where the offset record was lost
 * @param generation of the snapshot; grows with each attempt, starts as the epoch
 * @param systemIdentifier of the database cluster
 * @param databaseOid of the database
 * @param tables captured since the snapshot, as {@code schema.table}, sorted
 * @param resume from where to read on; none as long as the snapshot is not complete
 * @param watermark position of the last published change; none before the first one
 * @param evidence by which the log is recognised
 * @param snapshots that are under way
 */
public record IngestOffset(
        long epoch,
        long generation,
        String systemIdentifier,
        long databaseOid,
        List<String> tables,
        @Nullable ResumePoint resume,
        @Nullable ChangePosition watermark,
        Evidence evidence,
        Snapshots snapshots) {

    public IngestOffset {
        tables = tables.stream().sorted().toList();
    }

    /** Without snapshots. */
    public IngestOffset(
            long epoch,
            long generation,
            String systemIdentifier,
            long databaseOid,
            List<String> tables,
            @Nullable ResumePoint resume,
            @Nullable ChangePosition watermark,
            Evidence evidence) {
        this(epoch, generation, systemIdentifier, databaseOid, tables, resume, watermark, evidence, Snapshots.NONE);
    }

    /** Without evidence. */
    public IngestOffset(
            long epoch,
            long generation,
            String systemIdentifier,
            long databaseOid,
            List<String> tables,
            @Nullable ResumePoint resume,
            @Nullable ChangePosition watermark) {
        this(epoch, generation, systemIdentifier, databaseOid, tables, resume, watermark, Evidence.NONE);
    }

    /** Whether the database sent a change that is published already. */
    public boolean covers(ChangePosition position) {
        return watermark != null && position.compareTo(watermark) <= 0;
    }

    public IngestOffset with(@Nullable ResumePoint newResume, @Nullable ChangePosition newWatermark) {
        return new IngestOffset(
                epoch, generation, systemIdentifier, databaseOid, tables, newResume, newWatermark, evidence, snapshots);
    }

    public IngestOffset with(Evidence newEvidence) {
        return new IngestOffset(
                epoch, generation, systemIdentifier, databaseOid, tables, resume, watermark, newEvidence, snapshots);
    }

    public IngestOffset withTables(List<String> newTables) {
        return new IngestOffset(
                epoch, generation, systemIdentifier, databaseOid, newTables, resume, watermark, evidence, snapshots);
    }

    /** With other snapshots; the generation is the highest there was. */
    public IngestOffset withSnapshots(Snapshots newSnapshots) {
        long highest = newSnapshots.queue().stream()
                .mapToLong(SnapshotTask::generation)
                .max()
                .orElse(generation);
        return new IngestOffset(
                epoch,
                Math.max(generation, highest),
                systemIdentifier,
                databaseOid,
                tables,
                resume,
                watermark,
                evidence,
                newSnapshots);
    }

    /** The same, about to read the rows of tables that were added. */
    public IngestOffset plusFirst(List<String> added, long nowSeconds) {
        return withSnapshots(snapshots.plus(
                SnapshotTask.queued(SnapshotTask.ADDED, generationAfter(nowSeconds), SnapshotTask.EVERYONE, added)));
    }

    /** The number of the next snapshot. */
    public long generationAfter(long nowSeconds) {
        return Math.max(generation + 1, nowSeconds);
    }

    /** The same source, about to be snapshotted once more. */
    public IngestOffset nextGeneration(long nowSeconds) {
        return new IngestOffset(
                epoch,
                generationAfter(nowSeconds),
                systemIdentifier,
                databaseOid,
                tables,
                null,
                null,
                Evidence.NONE.withTimeline(evidence.timeline()));
    }
}
