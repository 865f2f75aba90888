package io.millrace.ingest;

import io.millrace.contracts.access.AccessRight;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import io.millrace.ingest.SourceReport.SlotReport;
import io.millrace.ingest.SourceReport.SlotState;
import io.millrace.ingest.database.SourceSession;
import io.millrace.ingest.publish.OffsetLog;
import io.millrace.ingest.safety.Access;
import io.millrace.ingest.safety.AccessChecks;
import io.millrace.ingest.safety.Finding;
import io.millrace.ingest.safety.HaltException;
import io.millrace.ingest.safety.ServerFacts;
import io.millrace.ingest.safety.StartChecks;
import io.millrace.ingest.safety.TableChecks;
import io.millrace.ingest.safety.TableFacts;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/**
 * Whether a source can be captured, asked of its live database and cluster. It takes no lock and changes nothing, so
 * that it may run beside an ingestion; what is wrong becomes a finding, never an exception.
 */
public final class SourceCheck {
    private final SourceDescriptor source;
    private final DatabaseSettings database;
    private final Map<String, String> kafka;
    private final AccessChecks checks;
    private final String principal;
    private final List<Finding> findings = new ArrayList<>();

    private SourceCheck(
            SourceDescriptor source, DatabaseSettings database, Map<String, String> kafka, String principal) {
        this.source = source;
        this.database = database;
        this.kafka = kafka;
        this.checks = new AccessChecks(source);
        this.principal = principal;
    }

    /**
     * Checks one source.
     *
     * @param kafka client properties of the source
     * @throws InterruptedException where the caller is asked to end
     */
    public static SourceReport check(SourceDescriptor source, DatabaseSettings database, Map<String, String> kafka)
            throws InterruptedException {
        return check(source, database, kafka, AccessRight.UNNAMED);
    }

    /** The same for a principal that is known by name. */
    public static SourceReport check(
            SourceDescriptor source, DatabaseSettings database, Map<String, String> kafka, String principal)
            throws InterruptedException {
        return new SourceCheck(source, database, kafka, principal).report();
    }

    private SourceReport report() throws InterruptedException {
        boolean offsetTopic = topics();
        try (SourceSession session = DatabaseKinds.of(database).open("millrace-check")) {
            Access access = session.access(source.slot(), source.publication(), source.captured());
            Optional<String> server = Optional.of("PostgreSQL " + access.version() + " at " + database.host() + ":"
                    + database.port() + "/" + database.name() + " as " + access.role());
            findings.addAll(checks.server(access));
            tables(session);
            if (access.standby()) {
                findings.addAll(checks.role(access, Optional.empty()));
                return new SourceReport(source.name(), server, Optional.empty(), findings);
            }
            ServerFacts facts = session.facts(source.slot(), source.publication());
            findings.addAll(checks.role(access, facts.publication()));
            findings.addAll(checks.sent(facts.publication()));
            findings.addAll(checks.capacity(access, facts.slot()));
            // A running ingestion looks itself, and moves what is compared.
            if (offsetTopic
                    && access.lockHolder().isEmpty()
                    && access.walLevel().equals("logical")) {
                start(facts);
            }
            return new SourceReport(source.name(), server, Optional.of(slot(access, facts)), findings);
        } catch (SQLException e) {
            findings.add(Finding.error(
                    "database " + database.name() + " at " + database.host() + ":" + database.port()
                            + " cannot be read: " + SafeCause.of(e),
                    "check source." + source.name() + ".database.* in the configuration, and that the server lets the"
                            + " role in from here (pg_hba.conf)"));
            return new SourceReport(source.name(), Optional.empty(), Optional.empty(), findings);
        }
    }

    /** Whether the offset topic is there. */
    private boolean topics() throws InterruptedException {
        try {
            List<AccessRight> lacking = new SourceAccess(source, kafka, principal).lacking();
            if (!lacking.isEmpty()) {
                String servers = kafka.getOrDefault("bootstrap.servers", "");
                lacking.forEach(right -> findings.add(Finding.error(right.lack(), right.repair(servers))));
                return false;
            }
            List<String> missing = RequiredTopics.problems(kafka, source);
            missing.forEach(problem -> findings.add(Finding.error(
                    problem,
                    problem.endsWith("does not exist")
                            ? "millrace apply, or start ingest with --apply"
                            : "declare the partitions that the topic has: records of one key must stay in one")));
            return missing.stream().noneMatch(problem -> problem.contains(" " + source.offsetTopic() + " "));
        } catch (KafkaException e) {
            findings.add(Finding.error(
                    "the cluster does not tell of the topics: " + SafeCause.of(e),
                    "check kafka.bootstrap.servers and source." + source.name() + ".kafka.* in the configuration"));
            return false;
        }
    }

    private void tables(SourceSession session) throws SQLException {
        var found = new ArrayList<TableFacts>();
        for (CapturedTable table : source.captured()) {
            Optional<TableFacts> facts = session.table(table.schema(), table.table());
            if (facts.isEmpty()) {
                findings.add(Finding.error(
                        "database " + database.name() + " has no table " + table.qualifiedName(),
                        "create it, or take it out of source " + source.name()));
            }
            facts.ifPresent(found::add);
        }
        findings.addAll(TableChecks.find(source.captured(), found));
        OutboxCheck.find(source, session).ifPresent(findings::add);
        ChangedTables.of(source, session)
                .forEach((table, words) -> findings.add(Finding.warning(
                        "table " + table + " has changed since it was locked (" + words + ")",
                        "millrace lock, then millrace validate")));
    }

    /** What the next start would say. */
    private void start(ServerFacts facts) throws InterruptedException {
        try {
            new StartChecks(source).decide(new OffsetLog(source.offsetTopic(), source.name()).last(kafka), facts, 0);
        } catch (HaltException e) {
            String publication = "publication " + source.publication() + " ";
            boolean known = e.found().startsWith(publication)
                    && findings.stream().anyMatch(finding -> finding.found().startsWith(publication));
            if (!known) {
                findings.add(Finding.error(e.found(), e.repair()));
            }
        } catch (KafkaException e) {
            findings.add(Finding.error(
                    "topic " + source.offsetTopic() + " cannot be read: " + SafeCause.of(e),
                    "grant READ on it to the principal of source." + source.name() + ".kafka.*"));
        }
    }

    private SlotReport slot(Access access, ServerFacts facts) {
        return facts.slot()
                .map(slot -> new SlotReport(
                        source.slot(),
                        slot.lost().isPresent()
                                ? SlotState.LOST
                                : slot.activePid().isPresent() ? SlotState.ACTIVE : SlotState.INACTIVE,
                        slot.activePid(),
                        access.lockHolder().isPresent(),
                        slot.wal().heldBytes(),
                        slot.wal().safeBytes()))
                .orElseGet(() -> new SlotReport(
                        source.slot(),
                        SlotState.ABSENT,
                        Optional.empty(),
                        access.lockHolder().isPresent(),
                        0,
                        java.util.OptionalLong.empty()));
    }
}
