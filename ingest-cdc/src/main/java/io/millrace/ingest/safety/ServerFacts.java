package io.millrace.ingest.safety;

import java.util.Optional;

/**
 * What a database says about itself.
 *
 * @param systemIdentifier of the cluster, made by initdb
 * @param databaseOid of the database
 * @param walLevel {@code logical} is needed
 * @param currentLsn end of its write-ahead log
 * @param slot the source's replication slot, if there is one
 */
public record ServerFacts(
        String systemIdentifier, long databaseOid, String walLevel, long currentLsn, Optional<Slot> slot) {

    /**
     * A replication slot.
     *
     * @param plugin output plug-in, {@code pgoutput} is needed
     * @param databaseOid database it belongs to
     * @param confirmedLsn up to where the database may forget
     * @param lost why its write-ahead log is gone, if it is
     */
    public record Slot(String plugin, long databaseOid, long confirmedLsn, Optional<String> lost) {}
}
