package io.millrace.ingest.database;

import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.ingest.position.ResumePoint;
import io.millrace.ingest.safety.ServerFacts.Ancestor;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A database that is captured. Each call connects anew, so that a failure of one leaves the others. */
public interface Database {

    /**
     * Connects for questions, and for the source's lock.
     *
     * @param applicationName what the database lists the session as
     * @throws SQLException if the database is out of reach or refuses
     */
    SourceSession open(String applicationName) throws SQLException;

    /**
     * The timelines that one came from: which log a promoted or restored server shares with its predecessor.
     *
     * @throws SQLException if the database is out of reach or refuses
     */
    List<Ancestor> ancestors(int timeline) throws SQLException;

    /**
     * Makes the point from which the log is kept for this source.
     *
     * @throws SQLException if the database refuses, or if there is such a point
     */
    StreamStart begin(CaptureSettings settings) throws SQLException;

    /**
     * Connects to read rows of tables.
     *
     * @throws SQLException if the database is out of reach or refuses
     */
    SnapshotReader reader(CaptureSettings settings, InstantSource clock) throws SQLException;

    /**
     * Starts an engine that reads the log.
     *
     * @param committed where it starts, and at any later moment what the database may forget; null as long as nothing
     *     is committed
     * @param onPolling called once it reads
     */
    CaptureEngine capture(
            CaptureSettings settings,
            Supplier<@Nullable ResumePoint> committed,
            ChangeConsumer consumer,
            Runnable onPolling);

    /**
     * The source as configuration of a connector on somebody's Kafka Connect cluster, without its converters.
     *
     * @param keys columns of the record key by table
     */
    Map<String, String> connector(SourceDescriptor source, CaptureSettings settings, Map<String, List<String>> keys);
}
