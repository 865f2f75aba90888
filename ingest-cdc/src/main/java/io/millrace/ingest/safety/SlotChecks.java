package io.millrace.ingest.safety;

import io.millrace.ingest.position.Lsn;
import io.millrace.ingest.safety.ServerFacts.Slot;

/** Whether the replication slot still holds back all that was not published. */
final class SlotChecks {
    private final Repairs repairs;

    SlotChecks(Repairs repairs) {
        this.repairs = repairs;
    }

    Slot check(long committedLsn, ServerFacts server) {
        Slot slot = server.slot()
                .orElseThrow(() -> new HaltException(
                        "replication slot " + repairs.slot() + " is gone, changes since " + Lsn.text(committedLsn)
                                + " may be lost",
                        repairs.newSnapshot()));
        if (!slot.plugin().equals("pgoutput") || slot.databaseOid() != server.databaseOid()) {
            throw new HaltException(
                    "replication slot " + repairs.slot() + " uses plug-in " + slot.plugin()
                            + " on the database with oid " + slot.databaseOid() + ", expected pgoutput on "
                            + server.databaseOid() + ": it was made anew by something else",
                    repairs.newSnapshot());
        }
        if (slot.lost().isPresent()) {
            throw new HaltException(
                    "replication slot " + repairs.slot() + " was invalidated ("
                            + slot.lost().get() + "), changes since " + Lsn.text(committedLsn) + " are lost",
                    repairs.newSnapshot() + " (and raise max_slot_wal_keep_size if that was the reason)");
        }
        if (Long.compareUnsigned(slot.confirmedLsn(), committedLsn) > 0) {
            throw new HaltException(
                    "replication slot " + repairs.slot() + " was moved to " + Lsn.text(slot.confirmedLsn())
                            + ", beyond the last committed position " + Lsn.text(committedLsn)
                            + ": something else read from it, changes between the two are lost",
                    repairs.newSnapshot());
        }
        return slot;
    }
}
