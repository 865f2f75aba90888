package io.millrace.ingest.safety;

import io.millrace.ingest.position.Evidence.Membership;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a database says about itself.
 *
 * @param systemIdentifier of the cluster, made by initdb
 * @param databaseOid of the database
 * @param walLevel {@code logical} is needed
 * @param currentLsn end of its write-ahead log
 * @param timeline of its log, and where it left earlier ones
 * @param slot the source's replication slot, if there is one
 * @param publication the source's publication, if there is one
 */
public record ServerFacts(
        String systemIdentifier,
        long databaseOid,
        String walLevel,
        long currentLsn,
        Timeline timeline,
        Optional<Slot> slot,
        Optional<Publication> publication) {

    /** The same, with what was asked about the timeline. */
    public ServerFacts with(Timeline asked) {
        return new ServerFacts(systemIdentifier, databaseOid, walLevel, currentLsn, asked, slot, publication);
    }

    /**
     * The timeline that the log is written on.
     *
     * @param id grows with each promotion and each recovery that ends before the end of the log
     * @param ancestors timelines that it came from, and the position up to which it shares their log; empty where
     *     nobody asked
     */
    public record Timeline(int id, List<Ancestor> ancestors) {
        public Timeline {
            ancestors = List.copyOf(ancestors);
        }
    }

    /**
     * An earlier timeline.
     *
     * @param id its number
     * @param switchLsn up to where its log is also that of its descendants
     */
    public record Ancestor(int id, long switchLsn) {}

    /**
     * A replication slot.
     *
     * @param plugin output plug-in, {@code pgoutput} is needed
     * @param databaseOid database it belongs to
     * @param confirmedLsn up to where the database may forget
     * @param lost why its write-ahead log is gone, if it is
     * @param activePid process of the server that reads it now
     * @param wal how much of the log it holds back
     */
    public record Slot(
            String plugin,
            long databaseOid,
            long confirmedLsn,
            Optional<String> lost,
            Optional<Integer> activePid,
            HeldWal wal) {}

    /**
     * The log that a slot keeps the server from deleting.
     *
     * @param lagBytes written since the confirmed position
     * @param heldBytes held back: from where the slot would be read again after a crash of the server
     * @param status as in {@code pg_replication_slots.wal_status}: reserved, extended, unreserved, lost
     * @param keepBytes {@code max_slot_wal_keep_size}; none where the server sets no limit
     * @param safeBytes how much more may be written before the slot is in danger; none where the server sets no limit
     */
    public record HeldWal(
            long lagBytes, long heldBytes, String status, OptionalLong keepBytes, OptionalLong safeBytes) {}

    /**
     * A publication.
     *
     * @param membership its tables, and since when they belong to it
     * @param operations that are published: insert, update, delete, truncate
     * @param partial tables of which only some rows or columns are published, and how
     * @param scope what it is declared for
     */
    public record Publication(Membership membership, Set<String> operations, Map<String, String> partial, Scope scope) {
        /**
         * What a publication is declared for.
         *
         * @param allTables whether it was made {@code FOR ALL TABLES}, so that none can be added or taken out
         * @param viaRoot whether a partitioned table is sent as one, and not as its partitions
         */
        public record Scope(boolean allTables, boolean viaRoot) {}

        public Publication {
            operations = Set.copyOf(operations);
            partial = Map.copyOf(partial);
        }
    }
}
