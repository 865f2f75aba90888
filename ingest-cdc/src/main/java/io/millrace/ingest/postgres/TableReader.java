package io.millrace.ingest.postgres;

import io.debezium.config.Configuration;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresValueConverter;
import io.debezium.connector.postgresql.TypeRegistry;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.millrace.ingest.database.CaptureSettings;
import io.millrace.ingest.database.SnapshotReader;
import io.millrace.ingest.position.SnapshotBoundary;
import io.millrace.ingest.position.TableScan;
import java.nio.charset.Charset;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads tables piece by piece, in the order of their blocks. Each piece is one statement of its own, so that no
 * transaction stays open, and shows the rows as they are at that moment. Not safe for use by several threads.
 */
final class TableReader implements SnapshotReader {
    private static final long MOST_BLOCKS = 8_192;
    private static final int MOST_ROWS = 10_000;
    private static final long MOST_BYTES = 16L * 1024 * 1024;
    private static final Duration LONGEST = Duration.ofMillis(300);
    private static final long FETCHED_BYTES = 4L * 1024 * 1024;
    private static final Object[] NONE = {};
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String NO_SUCH_TABLE = "42P01";

    /** A partitioned table's rows lie in its partitions. */
    private static final String SCANS = """
            SELECT c.oid, pg_relation_filenode(c.oid), c.reltuples::bigint
            FROM pg_class root JOIN pg_namespace n ON n.oid = root.relnamespace
            CROSS JOIN LATERAL (
              SELECT relid FROM pg_partition_tree(root.oid) WHERE isleaf
              UNION SELECT root.oid WHERE root.relkind = 'r') leaf(relid)
            JOIN pg_class c ON c.oid = leaf.relid AND c.relkind = 'r'
            WHERE n.nspname = ? AND root.relname = ? ORDER BY c.oid""";

    private static final String FACTS = """
            SELECT pg_relation_filenode(c.oid), pg_relation_size(c.oid) / current_setting('block_size')::bigint,
                   pg_snapshot_xmax(pg_current_snapshot())::text::bigint, pg_current_wal_lsn() - '0/0'::pg_lsn,
                   greatest(pg_table_size(c.oid) / greatest(c.reltuples, 1), 1)::bigint,
                   (SELECT string_agg(concat_ws(' ', attname, atttypid, atttypmod, attnotnull, attisdropped), ','
                                      ORDER BY attnum)
                    FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0)
            FROM pg_class c WHERE c.oid = ?::oid""";

    private final PostgresConnection debezium;
    private final PostgresConnectorConfig config;
    private final Connection connection;
    private final InstantSource clock;
    private @Nullable TableRows rows;
    private String rowsOf = "";

    private TableReader(PostgresConnection debezium, PostgresConnectorConfig config, InstantSource clock)
            throws SQLException {
        this.debezium = debezium;
        this.config = config;
        this.clock = clock;
        debezium.setAutoCommit(false);
        this.connection = debezium.connection();
        try (Statement statement = connection.createStatement()) {
            // In block order and by one process; a lock that an ALTER TABLE holds must not hold up the stream.
            statement.execute("SET synchronize_seqscans = off");
            statement.execute("SET max_parallel_workers_per_gather = 0");
            statement.execute("SET lock_timeout = '1s'");
        }
        connection.commit();
    }

    /**
     * Connects.
     *
     * @throws SQLException if the database is out of reach or refuses
     */
    static SnapshotReader open(CaptureSettings settings, InstantSource clock) throws SQLException {
        var config = new PostgresConnectorConfig(
                Configuration.from(EngineProperties.of(settings, settings.source() + "-snapshot")));
        Charset charset;
        try (var first = new PostgresConnection(config.getJdbcConfig(), PostgresConnection.CONNECTION_GENERAL)) {
            charset = first.getDatabaseCharset();
            UnreadableTypes.refuse(first.connection());
        }
        TypeRegistry types = PostgresConnection.createTypeRegistry(config.getJdbcConfig());
        var debezium = new PostgresConnection(
                config.getJdbcConfig(),
                types,
                known -> PostgresValueConverter.of(config, charset, known),
                PostgresConnection.CONNECTION_GENERAL);
        return new TableReader(debezium, config, clock);
    }

    @Override
    public SnapshotBoundary boundary() throws SQLException {
        return SnapshotBoundary.parse(text("SELECT pg_current_snapshot()::text"));
    }

    @Override
    public long oldestXid() throws SQLException {
        return Long.parseLong(text("SELECT pg_snapshot_xmin(pg_current_snapshot())::text"));
    }

    @Override
    public long currentLsn() throws SQLException {
        return Long.parseLong(text("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn"));
    }

    @Override
    public void emitMessages() throws SQLException {
        for (String part : List.of("a", "b")) {
            text("SELECT pg_logical_emit_message(true, '" + PostgresSession.MESSAGE_PREFIX + "', 'snapshot-" + part
                    + "')");
        }
    }

    @Override
    public List<TableScan> scans(String schema, String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SCANS)) {
            statement.setString(1, schema);
            statement.setString(2, table);
            ResultSet row = statement.executeQuery();
            var scans = new ArrayList<TableScan>();
            while (row.next()) {
                scans.add(new TableScan(
                        schema + "." + table, row.getLong(1), row.getLong(2), 0, TableScan.UNKNOWN, 0, row.getLong(3)));
            }
            return scans;
        } finally {
            connection.rollback();
        }
    }

    @Override
    public Piece read(TableScan scan, SnapshotBoundary boundary, boolean large, RowConsumer consumer)
            throws SQLException {
        try {
            String name = relation(scan.relation());
            if (name == null || !lock(name)) {
                return name == null ? new Piece.Read(scan.ended()) : new Piece.Locked();
            }
            try (PreparedStatement statement = connection.prepareStatement(FACTS)) {
                statement.setLong(1, scan.relation());
                ResultSet facts = statement.executeQuery();
                facts.next();
                if (facts.getLong(1) != scan.fileNode()) {
                    return new Piece.Rewritten();
                }
                return new Piece.Read(read(name, scan, facts, boundary, large, consumer));
            }
        } catch (SQLException e) {
            if (NO_SUCH_TABLE.equals(e.getSQLState())) {
                return new Piece.Read(scan.ended());
            }
            throw e;
        } finally {
            connection.rollback();
        }
    }

    private TableScan read(
            String name,
            TableScan scan,
            ResultSet facts,
            SnapshotBoundary boundary,
            boolean large,
            RowConsumer consumer)
            throws SQLException {
        TableRows table = rows(scan.table(), facts.getString(6));
        long blocks = scan.nextBlock() == 0 ? facts.getLong(2) : scan.blocks();
        long to = Math.min(blocks, scan.nextBlock() + MOST_BLOCKS);
        if (to <= scan.nextBlock()) {
            return scan.advanced(blocks, blocks, 0);
        }
        long xidNow = facts.getLong(3);
        long lsn = facts.getLong(4);
        long deadline = System.nanoTime() + LONGEST.toNanos();
        long bytes = 0;
        int count = 0;
        long block = scan.nextBlock();
        try (PreparedStatement statement = connection.prepareStatement("SELECT " + table.columns()
                + ", xmin::text::bigint, ctid::text FROM ONLY " + name + " WHERE ctid >= '(" + block
                + ",0)' AND ctid < '(" + to + ",0)'")) {
            statement.setFetchSize((int) Math.max(10, Math.min(2_000, FETCHED_BYTES / facts.getLong(5))));
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                long at = block(row.getString(table.width() + 2));
                if (at != block && (count >= MOST_ROWS || bytes >= MOST_BYTES || System.nanoTime() > deadline)) {
                    return scan.advanced(at, blocks, count);
                }
                block = at;
                boolean unchanged = boundary.reads(row.getLong(table.width() + 1), xidNow);
                Object[] values = unchanged || (large && table.mayBeLarge()) ? table.values(row) : NONE;
                // The change of a row leaves large values out that it did not touch, so that only a read has them.
                if (unchanged || TableRows.isLarge(values)) {
                    bytes += consumer.accept(table.key(values), table.envelope(values, lsn, clock.instant()));
                    count++;
                }
            }
        }
        return scan.advanced(to, blocks, count);
    }

    /** Of {@code (block,line)}. */
    private static long block(String ctid) {
        return Long.parseLong(ctid, 1, ctid.indexOf(','), 10);
    }

    private TableRows rows(String table, String definition) throws SQLException {
        TableRows known = rows;
        String wanted = table + " " + definition;
        if (known == null || !rowsOf.equals(wanted)) {
            known = TableRows.of(debezium, config, table);
            rows = known;
            rowsOf = wanted;
        }
        return known;
    }

    /** The quoted name of a table or partition; null if it is gone. */
    private @Nullable String relation(long oid) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.oid = ?::oid""")) {
            statement.setLong(1, oid);
            ResultSet row = statement.executeQuery();
            return row.next() ? quoted(row.getString(1)) + "." + quoted(row.getString(2)) : null;
        }
    }

    /** Keeps the table from being rewritten or dropped until the piece is read. */
    private boolean lock(String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE ONLY " + name + " IN ACCESS SHARE MODE");
            return true;
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    private String text(String query) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            ResultSet row = statement.executeQuery(query);
            row.next();
            return row.getString(1);
        } finally {
            connection.commit();
        }
    }

    static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    @Override
    public void close() {
        debezium.close();
    }
}
