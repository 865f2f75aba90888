package io.millrace.ingest;

import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.ingest.database.SourceSession;
import io.millrace.ingest.position.IngestOffset;
import io.millrace.ingest.position.ResumePoint;
import io.millrace.ingest.publish.ChangePublisher;
import io.millrace.ingest.safety.KeyWatch;
import io.millrace.ingest.safety.RunningChecks;
import io.millrace.ingest.safety.ServerFacts;
import io.millrace.ingest.safety.ServerFacts.Slot;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the source while the engine reads it, on a connection that is not the engine's, and writes the messages that
 * move an idle slot. For one run, and one thread.
 */
final class SourceWatch {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    /** Lets a snapshot of empty tables end without waiting for a change. */
    private static final Duration FIRST_MESSAGE = Duration.ofSeconds(1);

    /** Behind so much log the slot is moved at once, so that a busy neighbour of idle tables holds little back. */
    private static final long MOVE_AT_BYTES = 16L * 1024 * 1024;

    /** While there is so much, a server that is written fast adds a lot in two seconds. */
    private static final Duration LOOK_WHILE_MUCH_IS_HELD = Duration.ofMillis(500);

    /** How long the engine may take to get its stream back before it is made anew. */
    private static final Duration WITHOUT_READER = Duration.ofSeconds(30);

    private final SourceDescriptor source;
    private final SourceSession session;
    private final ChangePublisher publisher;
    private final SourceBoard board;
    private final RunningChecks checks;
    private final KeyWatch keys;
    private long nextLook = System.nanoTime();
    private long nextMessage = System.nanoTime() + FIRST_MESSAGE.toNanos();
    private long messages;
    private long moved;
    private final int timeline;
    private @Nullable Integer reader;
    private long lastRead = System.nanoTime();

    SourceWatch(
            SourceDescriptor source,
            SourceSession session,
            ChangePublisher publisher,
            SourceBoard board,
            IngestOffset start)
            throws SQLException {
        this.source = source;
        this.session = session;
        this.publisher = publisher;
        this.board = board;
        this.checks = new RunningChecks(source, start);
        this.keys = new KeyWatch(source, session.primaryKeys(source.capturedNames()));
        this.timeline = start.evidence().timeline();
    }

    /** Nanoseconds until there is something to do. */
    long pause() {
        return Math.max(0, Math.min(nextLook, nextMessage) - System.nanoTime());
    }

    /**
     * Does what is due.
     *
     * @throws io.millrace.ingest.safety.HaltException if changes are lost, or were not sent
     * @throws IngestException if the slot is not read by the engine
     * @throws SQLException if the database is out of reach
     */
    void act() throws SQLException {
        if (System.nanoTime() >= nextLook) {
            Duration pause = look() ? LOOK_WHILE_MUCH_IS_HELD : LOOK_EVERY;
            nextLook = System.nanoTime() + pause.toNanos();
        }
        if (System.nanoTime() >= nextMessage) {
            session.emitMessages(messages++);
            nextMessage = System.nanoTime() + source.heartbeat().toNanos();
        }
    }

    /** Returns whether the slot holds back much of the log. */
    private boolean look() throws SQLException {
        ResumePoint before = board.resume();
        ServerFacts facts = session.facts(source.slot(), source.publication());
        if (facts.timeline().id() != timeline) {
            // Whether it has all that was read, the next start decides.
            throw new IngestException("the database went from timeline " + timeline + " to "
                    + facts.timeline().id() + ": another server was promoted");
        }
        // Before what may halt the source: its metrics say then why.
        facts.slot().ifPresent(slot -> board.wal().update(slot.wal()));
        checks.look(before, board.resume(), facts);
        keys.look(session.primaryKeys(source.capturedNames()));
        publisher.published(checks.publication());
        if (facts.slot().isEmpty()) {
            return false;
        }
        Slot slot = facts.slot().get();
        checkReader(slot);
        boolean much = slot.wal().heldBytes() > MOVE_AT_BYTES;
        // A long transaction holds the log whatever is done here, so that this is repeated only as more is written.
        if (much && facts.currentLsn() - moved > MOVE_AT_BYTES / 2) {
            session.noteTransactions();
            nextMessage = System.nanoTime();
            moved = facts.currentLsn();
        }
        return much;
    }

    private void checkReader(Slot slot) {
        Optional<Integer> now = slot.activePid();
        if (now.isEmpty()) {
            if (reader != null && System.nanoTime() - lastRead > WITHOUT_READER.toNanos()) {
                throw new IngestException("nobody has read replication slot " + source.slot() + " for "
                        + WITHOUT_READER.toSeconds() + " s: the engine's connection is gone");
            }
            return;
        }
        lastRead = System.nanoTime();
        if (reader == null) {
            reader = now.get();
        } else if (!reader.equals(now.get())) {
            throw new IngestException("replication slot " + source.slot() + " is read by process " + now.get()
                    + " of the server, and was read by " + reader
                    + ": something else uses it. Look: SELECT * FROM pg_stat_replication WHERE pid = " + now.get()
                    + ";");
        }
    }
}
