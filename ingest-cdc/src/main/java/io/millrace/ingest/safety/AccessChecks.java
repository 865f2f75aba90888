package io.millrace.ingest.safety;

import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.ingest.safety.Access.TableRights;
import io.millrace.ingest.safety.ServerFacts.Publication;
import io.millrace.ingest.safety.ServerFacts.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether the server and the role let a source be captured; each finding with the statement that mends it. */
public final class AccessChecks {
    private static final int OLDEST = 14;
    private static final int NEWEST = 18;

    private final SourceDescriptor source;
    private final PublicationText publication;

    public AccessChecks(SourceDescriptor source) {
        this.source = source;
        this.publication = new PublicationText(source);
    }

    /** What the server itself lacks; where it is a standby or too old, nothing else needs to be asked. */
    public List<Finding> server(Access access) {
        var findings = new ArrayList<Finding>();
        int major = access.versionNumber() / 10_000;
        if (major < OLDEST) {
            findings.add(Finding.error(
                    "the server is PostgreSQL " + access.version() + ", and " + OLDEST + " to " + NEWEST
                            + " can be captured",
                    "upgrade the server"));
        } else if (major > NEWEST) {
            findings.add(Finding.warning(
                    "the server is PostgreSQL " + access.version() + "; " + OLDEST + " to " + NEWEST + " are tested",
                    "capture a copy first, and compare"));
        }
        if (access.standby()) {
            findings.add(Finding.error(
                    "the server is a standby, and ingestion writes a small message to the log at each heartbeat",
                    "set source." + source.name() + ".database.host to the primary"));
        }
        if (!access.walLevel().equals("logical")) {
            findings.add(Finding.error(WalLevel.found(access.walLevel()), WalLevel.REPAIR));
        }
        return findings;
    }

    /** What the role lacks. */
    public List<Finding> role(Access access, Optional<Publication> found) {
        var findings = new ArrayList<Finding>();
        String role = Sql.identifier(access.role());
        if (!access.replication()) {
            findings.add(Finding.error(
                    "role " + access.role() + " may not use replication slots",
                    "ALTER ROLE " + role + " REPLICATION;"));
        }
        var schemas = new TreeSet<String>();
        for (TableRights table : access.tables()) {
            String schema = table.name().substring(0, table.name().indexOf('.'));
            if (!table.usesSchema() && schemas.add(schema)) {
                findings.add(Finding.error(
                        "role " + access.role() + " may not look into schema " + schema,
                        "GRANT USAGE ON SCHEMA " + Sql.identifier(schema) + " TO " + role + ";"));
            }
            if (!table.select()) {
                findings.add(Finding.error(
                        "role " + access.role() + " may not read table " + table.name(),
                        "GRANT SELECT ON " + Sql.qualified(table.name()) + " TO " + role + ";"));
            }
        }
        publication(access, found).ifPresent(findings::add);
        return findings;
    }

    /** Ingestion makes or changes its publication only if the role may; otherwise the tables' owner has to. */
    private Optional<Finding> publication(Access access, Optional<Publication> found) {
        if (access.tables().size() < source.captured().size()) {
            return Optional.empty();
        }
        boolean owns = access.tables().stream().allMatch(TableRights::owns);
        String owner = owns ? "" : "as the owner of the tables: ";
        if (found.isEmpty()) {
            return owns && access.createInDatabase()
                    ? Optional.empty()
                    : Optional.of(Finding.error(
                            "publication " + source.publication() + " does not exist, and role " + access.role()
                                    + " may not make it",
                            owner + publication.create()));
        }
        return publication.isOf(found.get())
                        || (owns && access.ownsPublication().orElse(false))
                ? Optional.empty()
                : Optional.of(Finding.error(
                        "publication " + source.publication() + " does not hold exactly the captured tables, and role "
                                + access.role() + " may not change it",
                        owner + publication.set(found.get())));
    }

    /** What an existing publication sends less of than everything. */
    public List<Finding> sent(Optional<Publication> found) {
        var findings = new ArrayList<Finding>();
        found.ifPresent(present -> {
            var silent = new TreeSet<>(Set.of("insert", "update", "delete", "truncate"));
            silent.removeAll(present.operations());
            if (!silent.isEmpty()) {
                findings.add(Finding.error(
                        "publication " + source.publication() + " does not send " + String.join(", ", silent),
                        publication.sendAll()));
            }
            present.partial().forEach((table, how) -> {
                if (publication.tables().contains(table)) {
                    findings.add(Finding.error(
                            "publication " + source.publication() + " sends table " + table + " only in part (" + how
                                    + ")",
                            publication.set(present)));
                }
            });
        });
        return findings;
    }

    /** Room for the slot and its reader, and what it may cost or lose. */
    public List<Finding> capacity(Access access, Optional<Slot> slot) {
        var findings = new ArrayList<Finding>();
        if (slot.isEmpty() && access.slots().used() >= access.slots().most()) {
            findings.add(full("replication slots", "max_replication_slots", access.slots()));
        }
        if (slot.flatMap(Slot::activePid).isEmpty()
                && access.senders().used() >= access.senders().most()) {
            findings.add(full("processes that send the log", "max_wal_senders", access.senders()));
        }
        if (access.walKeepBytes() < 0) {
            findings.add(Finding.warning(
                    "the server sets no limit to the log that a slot holds back: while ingestion is down, it fills the"
                            + " disk",
                    "ALTER SYSTEM SET max_slot_wal_keep_size = '<size>'; SELECT pg_reload_conf(); where the size covers"
                            + " the longest outage you plan for"));
        }
        if (access.idleTimeoutSeconds() > 0) {
            findings.add(Finding.warning(
                    "the server drops what a slot holds back after " + access.idleTimeoutSeconds()
                            + " s without a reader: an outage of ingestion that long needs a new snapshot",
                    "ALTER SYSTEM SET idle_replication_slot_timeout = 0; SELECT pg_reload_conf();"));
        }
        slot.ifPresent(present -> slot(access, present, findings));
        return findings;
    }

    private void slot(Access access, Slot slot, List<Finding> findings) {
        slot.activePid()
                .filter(pid -> access.lockHolder().isEmpty())
                .ifPresent(pid -> findings.add(Finding.error(
                        "replication slot " + source.slot() + " is read by process " + pid
                                + ", which is no ingestion of this" + " source",
                        "find it: SELECT * FROM pg_stat_activity WHERE pid = " + pid
                                + "; and give it a slot of its own")));
        String status = slot.wal().status();
        if (status.equals("unreserved")) {
            findings.add(Finding.warning(
                    "replication slot " + source.slot() + " is about to be lost: the log it holds back ("
                            + Bytes.text(slot.wal().heldBytes()) + ") is above max_slot_wal_keep_size",
                    "start ingestion now, or raise max_slot_wal_keep_size"));
        } else if (status.equals("extended")) {
            findings.add(Finding.warning(
                    "replication slot " + source.slot() + " holds back "
                            + Bytes.text(slot.wal().heldBytes()) + " of log, more than max_wal_size",
                    access.lockHolder().isPresent() ? "see what holds ingestion up" : "start ingestion"));
        }
    }

    private static Finding full(String what, String setting, Access.Used used) {
        return Finding.error(
                "all " + used.most() + " " + what + " that " + setting + " allows are in use",
                "ALTER SYSTEM SET " + setting + " = " + (used.most() + 4) + "; and restart PostgreSQL");
    }
}
