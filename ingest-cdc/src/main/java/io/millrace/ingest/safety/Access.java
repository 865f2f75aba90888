package io.millrace.ingest.safety;

import java.util.List;
import java.util.Optional;

/**
 * What a role may do in a database, and what the server has left.
 *
 * @param role the role itself, as it connects
 * @param versionNumber as in {@code server_version_num}, such as 180001
 * @param version as the server calls itself
 * @param standby whether it is in recovery, and takes no writes
 * @param walLevel {@code logical} is needed
 * @param replication whether the role may use slots
 * @param createInDatabase whether it may make publications
 * @param ownsPublication whether it may change the source's publication; empty where there is none
 * @param slots replication slots that exist, and the most there may be
 * @param senders processes that send the log, and the most there may be
 * @param walKeepBytes most log that a slot holds back before it is lost; negative for no limit
 * @param idleTimeoutSeconds after which an idle slot is lost (PostgreSQL 18); 0 for never
 * @param lockHolder process of the server whose session holds the source's lock: an ingestion that runs
 * @param tables rights on each captured table that exists
 */
public record Access(
        String role,
        int versionNumber,
        String version,
        boolean standby,
        String walLevel,
        boolean replication,
        boolean createInDatabase,
        Optional<Boolean> ownsPublication,
        Used slots,
        Used senders,
        long walKeepBytes,
        long idleTimeoutSeconds,
        Optional<Integer> lockHolder,
        List<TableRights> tables) {

    public Access {
        tables = List.copyOf(tables);
    }

    /** How many of something are in use, and how many there may be. */
    public record Used(int used, int most) {}

    /**
     * Rights on a table.
     *
     * @param name {@code schema.table}
     * @param usesSchema whether the role may look into its schema
     * @param select whether it may read its rows
     * @param owns whether it may publish it
     */
    public record TableRights(String name, boolean usesSchema, boolean select, boolean owns) {}
}
