package io.millrace.ingest.safety;

import io.millrace.contracts.source.SnapshotMode;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.ingest.position.Evidence;
import io.millrace.ingest.position.IngestOffset;
import io.millrace.ingest.position.Landmark;
import io.millrace.ingest.position.ResumePoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Decides from the offset record and the database's facts how to start, or halts. Debezium's own validation is off:
 * it knows nothing of the offset record.
 */
public final class StartChecks {
    private final Repairs repairs;
    private final LogChecks log;
    private final SlotChecks slots;
    private final PublicationChecks publications;
    private final List<String> tables;
    private final boolean takesNewTables;
    private final boolean readsRows;

    /** Checks that refuse tables that were added. */
    public StartChecks(SourceDescriptor source) {
        this(source, false);
    }

    /** @param takesNewTables whether tables that were added are snapshotted; else they are refused */
    public StartChecks(SourceDescriptor source, boolean takesNewTables) {
        this.takesNewTables = takesNewTables;
        this.readsRows = source.snapshot() == SnapshotMode.INITIAL;
        this.tables = source.capturedNames();
        this.repairs = Repairs.of(source);
        this.log = new LogChecks(repairs);
        this.slots = new SlotChecks(repairs);
        this.publications = new PublicationChecks(repairs);
    }

    /**
     * How to start.
     *
     * @param known the source's offset record, if there is one
     * @param nowSeconds epoch seconds, which number a new snapshot
     * @throws HaltException if the rows between the record and the database's present cannot be had in full
     */
    public StartPlan decide(Optional<IngestOffset> known, ServerFacts server, long nowSeconds) {
        if (!server.walLevel().equals("logical")) {
            throw new HaltException(WalLevel.found(server.walLevel()), WalLevel.REPAIR);
        }
        if (known.isEmpty()) {
            return firstStart(server, nowSeconds);
        }
        IngestOffset offset = known.get();
        log.sameDatabase(offset, server);
        ResumePoint resume = offset.resume();
        if (resume == null) {
            return new StartPlan.Snapshot(
                    offset.withTables(tables)
                            .with(Evidence.NONE.withTimeline(server.timeline().id()))
                            .nextGeneration(nowSeconds),
                    server.slot().isPresent());
        }
        List<String> added = added(offset);
        List<String> kept = new ArrayList<>(tables);
        kept.removeAll(added);
        log.sameTimeline(offset, resume.lsn(), server.timeline());
        log.reaches(resume.lsn(), server);
        slots.check(resume.lsn(), server);
        publications.check(kept, offset.evidence().publication(), server.publication());
        IngestOffset start = offset.withTables(tables).with(evidence(offset, server));
        if (added.isEmpty()) {
            return new StartPlan.Resume(start);
        }
        // Whose first event is another one, once the publication has tables that were not looked at before.
        return new StartPlan.Added(
                readsRows
                        ? start.plusFirst(added, nowSeconds)
                        : start.with(start.evidence().withNext(null)));
    }

    private StartPlan firstStart(ServerFacts server, long nowSeconds) {
        if (server.slot().isPresent()) {
            throw new HaltException(
                    "replication slot " + repairs.slot() + " exists, but topic " + repairs.offsetTopic()
                            + " holds no offset record of " + repairs.source()
                            + ": the slot belongs to something else, or the topic was lost",
                    "if nothing else uses it: " + repairs.dropSlot() + " then start again for a new snapshot");
        }
        return new StartPlan.Snapshot(
                new IngestOffset(
                        nowSeconds,
                        nowSeconds,
                        server.systemIdentifier(),
                        server.databaseOid(),
                        tables,
                        null,
                        null,
                        Evidence.NONE.withTimeline(server.timeline().id())),
                false);
    }

    /** An event of a table that is not captured any more does not come again. */
    private Evidence evidence(IngestOffset offset, ServerFacts server) {
        Evidence known = offset.evidence().withTimeline(server.timeline().id());
        Landmark next = known.next();
        boolean comes = next != null && (next.table().isEmpty() || tables.contains(next.table()));
        return comes ? known : known.withNext(null);
    }

    private List<String> added(IngestOffset offset) {
        var added = new TreeSet<>(tables);
        added.removeAll(offset.tables());
        if (!added.isEmpty() && !takesNewTables) {
            throw new HaltException(
                    "captured since the snapshot of " + repairs.source() + " was taken: " + String.join(", ", added)
                            + "; rows that were there before would be missing",
                    "start ingestion with --apply: their rows are then read while the stream goes on");
        }
        return List.copyOf(added);
    }
}
