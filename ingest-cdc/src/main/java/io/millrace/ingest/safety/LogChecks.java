package io.millrace.ingest.safety;

import io.millrace.ingest.position.IngestOffset;
import io.millrace.ingest.position.Landmark;
import io.millrace.ingest.position.Lsn;
import io.millrace.ingest.safety.ServerFacts.Ancestor;
import io.millrace.ingest.safety.ServerFacts.Timeline;
import java.util.Optional;

/** Whether a database's log is the one that was read, as far as the database itself can say. */
final class LogChecks {
    private final Repairs repairs;

    LogChecks(Repairs repairs) {
        this.repairs = repairs;
    }

    void sameDatabase(IngestOffset offset, ServerFacts server) {
        if (!offset.systemIdentifier().equals(server.systemIdentifier())) {
            throw new HaltException(
                    "the offset record of " + repairs.source()
                            + " is of the database cluster with system identifier " + offset.systemIdentifier()
                            + ", this one has " + server.systemIdentifier(),
                    "point the source to its own database, or " + repairs.newSnapshot());
        }
        if (offset.databaseOid() != server.databaseOid()) {
            throw new HaltException(
                    "the offset record of " + repairs.source() + " is of the database with oid " + offset.databaseOid()
                            + ", this one has " + server.databaseOid() + ": it was dropped and made anew",
                    repairs.newSnapshot());
        }
    }

    /** A log may go on under another timeline only if it left the known one behind all that was read of it. */
    void sameTimeline(IngestOffset offset, long committedLsn, Timeline now) {
        int known = offset.evidence().timeline();
        if (known == 0 || known == now.id()) {
            return;
        }
        Optional<Ancestor> left = now.ancestors().stream()
                .filter(ancestor -> ancestor.id() == known)
                .findFirst();
        if (left.isEmpty()) {
            throw new HaltException(
                    "the database is on timeline " + now.id() + ", which does not come from timeline " + known
                            + " that was read: it was restored from a backup, or is another server",
                    "point the source to the server that was read, or " + repairs.newSnapshot());
        }
        if (Long.compareUnsigned(left.get().switchLsn(), committedLsn) < 0) {
            throw new HaltException(
                    "the database left timeline " + known + " for timeline " + now.id() + " at "
                            + Lsn.text(left.get().switchLsn()) + ", before the last committed position "
                            + Lsn.text(committedLsn)
                            + ": a server that lacked transactions was promoted, or a backup was restored",
                    repairs.newSnapshot());
        }
    }

    void reaches(long committedLsn, ServerFacts server) {
        if (Long.compareUnsigned(server.currentLsn(), committedLsn) < 0) {
            throw new HaltException(
                    "the database ends at " + Lsn.text(server.currentLsn()) + ", before the last committed position "
                            + Lsn.text(committedLsn) + ": it was restored from a backup",
                    repairs.newSnapshot());
        }
    }

    /** The log grew again past the committed position: only what is sent first can tell that it is another one. */
    HaltException anotherLog(Landmark expected, Landmark found, long committedLsn) {
        return new HaltException(
                "the log behind the last committed position " + Lsn.text(committedLsn) + " is not the one that was"
                        + " read: expected " + expected + ", the database sends " + found
                        + ": it was restored from a backup, or a server that lacked transactions was promoted",
                repairs.newSnapshot());
    }
}
