package io.millrace.ingest.database;

import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import io.millrace.contracts.table.TableShape;
import io.millrace.ingest.safety.Access;
import io.millrace.ingest.safety.PublicationText;
import io.millrace.ingest.safety.ServerFacts;
import io.millrace.ingest.safety.TableFacts;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A connection of our own beside the engine's: it holds the source's lock for as long as it lives, reads what the checks
 * need, and writes the message that moves an idle stream. If it breaks, the lock is gone, and the next call says so. Not
 * safe for use by several threads.
 */
public interface SourceSession extends AutoCloseable {
    /** Takes the lock of a replication slot, unless another session holds it; it is released with this session. */
    boolean tryLock(String slotName) throws SQLException;

    /**
     * What the database says about itself.
     *
     * @param slot the source's replication slot
     * @param publication the source's publication
     */
    ServerFacts facts(String slot, String publication) throws SQLException;

    /**
     * What the database says of a table.
     *
     * @return empty if there is no such table, or the role may not know
     */
    Optional<TableFacts> table(String schema, String table) throws SQLException;

    /** The columns, key and replica identity of a table; empty if there is none, or the role may not know. */
    Optional<TableShape> shape(String schema, String table) throws SQLException;

    /** The primary keys of tables, as {@code schema.table}, by table; one without a key is left out. */
    Map<String, List<String>> primaryKeys(List<String> tables) throws SQLException;

    /** The tables of a publication, as {@code schema.table}; none if there is no such publication. */
    Set<String> published(String publication) throws SQLException;

    /** Makes a publication hold exactly the captured tables; the role must own them. */
    void publish(String publication, PublicationText wanted) throws SQLException;

    /** Runs a statement that names what no parameter can hold. */
    void run(String sql) throws SQLException;

    /** What the role may do, and what the server has left. */
    Access access(String slot, String publication, List<CapturedTable> tables) throws SQLException;

    /** Drops a slot; one that is still in use by a session about to end makes it fail. */
    void dropSlot(String slotName) throws SQLException;

    /**
     * Writes two transactions of one logical message each, so that the slot moves although no captured table changes:
     * the resume point comes to lie behind the first, and the second is what is sent first after a restart. The
     * session's life is checked with it.
     */
    void emitMessages(long counter) throws SQLException;

    /**
     * Has the server note now which transactions run, where the role may: it lets go of the log before such a note only,
     * and else takes one every 15 seconds, however much is written meanwhile.
     */
    void noteTransactions() throws SQLException;

    @Override
    void close();
}
