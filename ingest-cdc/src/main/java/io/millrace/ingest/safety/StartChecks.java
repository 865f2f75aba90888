package io.millrace.ingest.safety;

import io.millrace.ingest.position.IngestOffset;
import io.millrace.ingest.position.Lsn;
import io.millrace.ingest.position.ResumePoint;
import io.millrace.ingest.safety.ServerFacts.Slot;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Decides from the offset record and the database's facts how to start, or halts. Debezium's own validation is off:
 * it knows nothing of the offset record.
 */
public final class StartChecks {
    private final String source;
    private final String slotName;
    private final String offsetTopic;
    private final List<String> tables;

    public StartChecks(String source, String slotName, String offsetTopic, List<String> tables) {
        this.source = source;
        this.slotName = slotName;
        this.offsetTopic = offsetTopic;
        this.tables = List.copyOf(tables);
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
            throw new HaltException(
                    "the database writes wal_level=" + server.walLevel() + ", and capturing needs logical",
                    "ALTER SYSTEM SET wal_level = 'logical'; and restart PostgreSQL");
        }
        if (known.isEmpty()) {
            return firstStart(server, nowSeconds);
        }
        IngestOffset offset = known.get();
        checkSameDatabase(offset, server);
        ResumePoint resume = offset.resume();
        if (resume == null) {
            return new StartPlan.Snapshot(
                    offset.withTables(tables).nextGeneration(nowSeconds),
                    server.slot().isPresent());
        }
        checkTables(offset);
        checkSlot(resume, server);
        return new StartPlan.Resume(offset.withTables(tables));
    }

    private StartPlan firstStart(ServerFacts server, long nowSeconds) {
        if (server.slot().isPresent()) {
            throw new HaltException(
                    "replication slot " + slotName + " exists, but topic " + offsetTopic + " holds no offset record of "
                            + source + ": the slot belongs to something else, or the topic was lost",
                    "if nothing else uses it: " + dropSlot() + " then start again for a new snapshot");
        }
        return new StartPlan.Snapshot(
                new IngestOffset(
                        nowSeconds, nowSeconds, server.systemIdentifier(), server.databaseOid(), tables, null, null),
                false);
    }

    private void checkSameDatabase(IngestOffset offset, ServerFacts server) {
        if (!offset.systemIdentifier().equals(server.systemIdentifier())) {
            throw new HaltException(
                    "the offset record of " + source + " is of the database cluster with system identifier "
                            + offset.systemIdentifier() + ", this one has " + server.systemIdentifier(),
                    "point the source to its own database, or " + newSnapshot());
        }
        if (offset.databaseOid() != server.databaseOid()) {
            throw new HaltException(
                    "the offset record of " + source + " is of the database with oid " + offset.databaseOid()
                            + ", this one has " + server.databaseOid() + ": it was dropped and made anew",
                    newSnapshot());
        }
    }

    private void checkTables(IngestOffset offset) {
        var added = new TreeSet<>(tables);
        added.removeAll(offset.tables());
        if (!added.isEmpty()) {
            throw new HaltException(
                    "captured since the snapshot of " + source + " was taken: " + String.join(", ", added)
                            + "; rows that were there before would be missing",
                    "declare them in a source of their own, or " + newSnapshot());
        }
    }

    private void checkSlot(ResumePoint resume, ServerFacts server) {
        Slot slot = server.slot()
                .orElseThrow(() -> new HaltException(
                        "replication slot " + slotName + " is gone, changes since " + Lsn.text(resume.lsn())
                                + " may be lost",
                        newSnapshot()));
        if (!slot.plugin().equals("pgoutput") || slot.databaseOid() != server.databaseOid()) {
            throw new HaltException(
                    "replication slot " + slotName + " uses plug-in " + slot.plugin() + " on the database with oid "
                            + slot.databaseOid() + ", expected pgoutput on " + server.databaseOid()
                            + ": it was made anew by something else",
                    newSnapshot());
        }
        if (slot.lost().isPresent()) {
            throw new HaltException(
                    "replication slot " + slotName + " was invalidated ("
                            + slot.lost().get() + "), changes since " + Lsn.text(resume.lsn()) + " are lost",
                    newSnapshot() + " (and raise max_slot_wal_keep_size if that was the reason)");
        }
        if (Long.compareUnsigned(slot.confirmedLsn(), resume.lsn()) > 0) {
            throw new HaltException(
                    "replication slot " + slotName + " was moved to " + Lsn.text(slot.confirmedLsn())
                            + ", beyond the last committed position " + Lsn.text(resume.lsn())
                            + ": something else read from it, changes between the two are lost",
                    newSnapshot());
        }
        if (Long.compareUnsigned(server.currentLsn(), resume.lsn()) < 0) {
            throw new HaltException(
                    "the database ends at " + Lsn.text(server.currentLsn()) + ", before the last committed position "
                            + Lsn.text(resume.lsn()) + ": it was restored from a backup",
                    newSnapshot());
        }
    }

    private String newSnapshot() {
        return "take a new snapshot: drop the slot if it exists (" + dropSlot() + "), delete the offset record by a "
                + "tombstone with key " + source + " in topic " + offsetTopic + ", and start again; all rows are "
                + "published again under a new epoch";
    }

    private String dropSlot() {
        return "SELECT pg_drop_replication_slot('" + slotName + "');";
    }
}
