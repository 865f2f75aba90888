package io.millrace.ingest.database;

import io.millrace.ingest.position.SnapshotBoundary;
import io.millrace.ingest.position.TableScan;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.connect.data.Struct;

/** Reads tables piece by piece, each as the rows are at that moment. Not safe for use by several threads. */
public interface SnapshotReader extends AutoCloseable {

    /** What takes the rows of a piece. */
    @FunctionalInterface
    interface RowConsumer {
        /** Takes a row and tells how many bytes it came to. */
        int accept(Struct key, Struct envelope);
    }

    /** What came of reading a piece. */
    sealed interface Piece {
        /** Read; the scan says up to where. */
        record Read(TableScan scan) implements Piece {}

        /** Another session has locked the table: try again later. */
        record Locked() implements Piece {}

        /** The table was written anew, as VACUUM FULL or ALTER TABLE do: what it holds must be read from the start. */
        record Rewritten() implements Piece {}
    }

    /** What is committed now. */
    SnapshotBoundary boundary() throws SQLException;

    /** The oldest transaction that is still running. */
    long oldestXid() throws SQLException;

    /** End of the write-ahead log. */
    long currentLsn() throws SQLException;

    /**
     * Writes two transactions of one logical message each, so that the stream comes past a point although nothing
     * changes: the resume point comes to lie behind the first.
     */
    void emitMessages() throws SQLException;

    /** What has to be read of a table; empty if there is no such table. Take it before the boundary. */
    List<TableScan> scans(String schema, String table) throws SQLException;

    /**
     * Reads the next piece: as many whole blocks as fit into a third of a second, a number of rows and of bytes.
     *
     * @param boundary which row versions are read
     * @param large whether rows are read in any case whose values may lie aside
     */
    Piece read(TableScan scan, SnapshotBoundary boundary, boolean large, RowConsumer consumer) throws SQLException;

    @Override
    void close();
}
