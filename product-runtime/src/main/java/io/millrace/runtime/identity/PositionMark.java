package io.millrace.runtime.identity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How far the change events of one database have come in one partition: the highest pair (commit LSN, LSN), and the
 * fingerprints of (key, operation) at that pair. Pairs compare unsigned; a commit LSN of 0 stands for none and sorts
 * lowest.
 *
 * <p>Several events share a pair, as multi-row inserts and COPY write them, but one log record changes each row once:
 * so a (key, operation) that comes again at the same pair is the same event, however often it is sent. Only create,
 * update, delete and truncate take part. The mark is kept, never rebuilt from the end of a topic, whose last records
 * may themselves be a replay. Belongs to one task; not thread-safe.
 */
public final class PositionMark {
    private final long toleranceMillis;
    private long commitLsn;
    private long lsn;
    private long timestampMillis;
    private final List<Fingerprint> order = new ArrayList<>();
    private final Set<Fingerprint> members = new HashSet<>();

    /** @param toleranceMillis how much later than the mark an event below it may have been made */
    public PositionMark(long toleranceMillis) {
        this.toleranceMillis = toleranceMillis;
    }

    /** What an event is, measured against the mark. */
    public enum Verdict {
        /** Above the mark, or at it and not seen: the mark has moved. */
        NEW,
        DUPLICATE,
        /** Below the mark though made later: the log has started again, as after a restore from a backup. */
        EPOCH_CHANGE
    }

    /** Takes a mark up where it was left. */
    public void load(long atCommitLsn, long atLsn, long atTimestampMillis, List<Fingerprint> atPair) {
        moveTo(atCommitLsn, atLsn);
        timestampMillis = atTimestampMillis;
        atPair.forEach(this::add);
    }

    /**
     * Judges an event and moves the mark if it is new.
     *
     * @param eventTimestampMillis when the change was made in the database, epoch milliseconds; 0 if unknown
     */
    public Verdict judge(long eventCommitLsn, long eventLsn, long eventTimestampMillis, Fingerprint keyAndOperation) {
        int order = Long.compareUnsigned(eventCommitLsn, commitLsn);
        if (order == 0) {
            order = Long.compareUnsigned(eventLsn, lsn);
        }
        if (order < 0) {
            return eventTimestampMillis > timestampMillis + toleranceMillis ? Verdict.EPOCH_CHANGE : Verdict.DUPLICATE;
        }
        if (order > 0) {
            moveTo(eventCommitLsn, eventLsn);
        } else if (members.contains(keyAndOperation)) {
            return Verdict.DUPLICATE;
        }
        add(keyAndOperation);
        timestampMillis = Math.max(timestampMillis, eventTimestampMillis);
        return Verdict.NEW;
    }

    public long commitLsn() {
        return commitLsn;
    }

    public long lsn() {
        return lsn;
    }

    /** The latest {@code ts_ms} of the events that moved the mark. */
    public long timestampMillis() {
        return timestampMillis;
    }

    /** What was seen at the pair, in the order of arrival. */
    public List<Fingerprint> atPair() {
        return Collections.unmodifiableList(order);
    }

    private void moveTo(long toCommitLsn, long toLsn) {
        commitLsn = toCommitLsn;
        lsn = toLsn;
        order.clear();
        members.clear();
    }

    private void add(Fingerprint fingerprint) {
        if (members.add(fingerprint)) {
            order.add(fingerprint);
        }
    }
}
