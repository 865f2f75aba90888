package io.millrace.ingest;

import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import io.millrace.contracts.table.TableShape;
import io.millrace.ingest.database.CaptureEngine;
import io.millrace.ingest.database.CaptureSettings;
import io.millrace.ingest.database.ChangeConsumer;
import io.millrace.ingest.database.Database;
import io.millrace.ingest.database.SnapshotReader;
import io.millrace.ingest.database.SourceSession;
import io.millrace.ingest.database.StreamStart;
import io.millrace.ingest.position.IngestOffset;
import io.millrace.ingest.position.ResumePoint;
import io.millrace.ingest.safety.RunningChecks;
import io.millrace.ingest.safety.ServerFacts;
import io.millrace.ingest.safety.ServerFacts.Timeline;
import io.millrace.ingest.safety.TableChecks;
import io.millrace.ingest.safety.TableFacts;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The database of one source, asked about what that source captures. Safe for use by several threads. */
final class CapturedDatabase {
    private final SourceDescriptor source;
    private final DatabaseSettings address;
    private final Database database;
    private final String applicationName;

    /** @param applicationName what the database lists sessions as */
    CapturedDatabase(SourceDescriptor source, DatabaseSettings address, String applicationName) {
        this.source = source;
        this.address = address;
        this.database = DatabaseKinds.of(address);
        this.applicationName = applicationName;
    }

    SourceSession open() throws SQLException {
        return database.open(applicationName);
    }

    /** With the history of the timeline, which tells whether a promoted server has all that was read. */
    ServerFacts facts(SourceSession session) throws SQLException {
        ServerFacts facts = session.facts(source.slot(), source.publication());
        int timeline = facts.timeline().id();
        return facts.with(new Timeline(timeline, database.ancestors(timeline)));
    }

    /**
     * The captured tables.
     *
     * @throws IngestException if one is missing
     */
    List<TableFacts> tables(SourceSession session) throws SQLException {
        var found = new ArrayList<TableFacts>();
        var missing = new ArrayList<String>();
        for (CapturedTable table : source.captured()) {
            session.table(table.schema(), table.table())
                    .ifPresentOrElse(found::add, () -> missing.add(table.qualifiedName()));
        }
        if (!missing.isEmpty()) {
            throw new IngestException("database " + address.name() + " has no table " + String.join(", ", missing)
                    + "; create it, or take it out of source " + source.name());
        }
        return found;
    }

    /** A table as it is now, checked; on a connection of its own, since the thread that publishes asks. */
    Optional<TableShape> live(CapturedTable table) {
        try (SourceSession session = open()) {
            session.table(table.schema(), table.table())
                    .ifPresent(facts -> TableChecks.check(List.of(table), List.of(facts)));
            return session.shape(table.schema(), table.table());
        } catch (SQLException e) {
            throw new IngestException("table " + table.qualifiedName() + " has changed, and the database cannot be"
                    + " asked about it: " + SafeCause.of(e));
        }
    }

    /**
     * Looks at the slot once the engine has it; on a connection of its own, since the thread that publishes looks.
     *
     * @throws io.millrace.ingest.safety.HaltException if it is not the one that was there
     */
    void requireSlot(IngestOffset start) {
        try (SourceSession session = open()) {
            RunningChecks.attached(source, start, session.facts(source.slot(), source.publication()));
        } catch (SQLException e) {
            throw new IngestException(
                    "the database cannot be asked about replication slot " + source.slot() + ": " + SafeCause.of(e));
        }
    }

    StreamStart begin(SourceSession session) throws SQLException {
        return database.begin(settings(session));
    }

    SnapshotReader reader(SourceSession session, InstantSource clock) throws SQLException {
        return database.reader(settings(session), clock);
    }

    CaptureEngine capture(
            SourceSession session,
            Supplier<@Nullable ResumePoint> committed,
            ChangeConsumer consumer,
            Runnable onPolling)
            throws SQLException {
        return database.capture(settings(session), committed, consumer, onPolling);
    }

    private CaptureSettings settings(SourceSession session) throws SQLException {
        List<String> tables = source.capturedNames();
        return new CaptureSettings(
                source.name(),
                address.host(),
                address.port(),
                address.name(),
                address.user(),
                address.password(),
                address.tls(),
                source.slot(),
                source.publication(),
                session.published(source.publication()).equals(Set.copyOf(tables)),
                source.heartbeat(),
                tables,
                source.tables().stream()
                        .filter(table -> !table.key().isEmpty())
                        .collect(Collectors.toMap(CapturedTable::qualifiedName, CapturedTable::key)),
                ExcludedColumns.of(source, session));
    }
}
