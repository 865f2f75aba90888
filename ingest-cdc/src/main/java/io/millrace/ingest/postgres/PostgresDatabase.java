package io.millrace.ingest.postgres;

import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.ingest.database.CaptureEngine;
import io.millrace.ingest.database.CaptureSettings;
import io.millrace.ingest.database.ChangeConsumer;
import io.millrace.ingest.database.Database;
import io.millrace.ingest.database.SnapshotReader;
import io.millrace.ingest.database.SourceSession;
import io.millrace.ingest.database.StreamStart;
import io.millrace.ingest.position.ResumePoint;
import io.millrace.ingest.safety.ServerFacts.Ancestor;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL 14 and later: logical replication through {@code pgoutput}, read by Debezium.
 *
 * @param jdbcUrl without user and password
 * @param user role with REPLICATION
 * @param password of the role; never printed
 * @param tls the driver's properties for encryption; never printed
 */
public record PostgresDatabase(String jdbcUrl, String user, String password, Map<String, String> tls)
        implements Database {

    @Override
    public SourceSession open(String applicationName) throws SQLException {
        return PostgresSession.open(jdbcUrl, user, password, tls, applicationName);
    }

    @Override
    public List<Ancestor> ancestors(int timeline) throws SQLException {
        return TimelineHistory.of(timeline, jdbcUrl, user, password, tls);
    }

    @Override
    public StreamStart begin(CaptureSettings settings) throws SQLException {
        return NewSlot.create(settings);
    }

    @Override
    public SnapshotReader reader(CaptureSettings settings, InstantSource clock) throws SQLException {
        return TableReader.open(settings, clock);
    }

    @Override
    public CaptureEngine capture(
            CaptureSettings settings,
            Supplier<@Nullable ResumePoint> committed,
            ChangeConsumer consumer,
            Runnable onPolling) {
        return DebeziumEngineRun.start(settings, new CommittedOffsets(committed), consumer, onPolling);
    }

    @Override
    public Map<String, String> connector(
            SourceDescriptor source, CaptureSettings settings, Map<String, List<String>> keys) {
        return ConnectConfig.of(source, settings, keys);
    }

    @Override
    public String toString() {
        return jdbcUrl + " as " + user;
    }
}
