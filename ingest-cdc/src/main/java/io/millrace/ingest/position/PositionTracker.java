package io.millrace.ingest.position;

import org.jspecify.annotations.Nullable;

/**
 * Numbers the changes of one replication session, which starts at a transaction's first change. Not safe for use by
 * several threads.
 */
public final class PositionTracker {
    private @Nullable ChangePosition last;

    /**
     * The position of the next change.
     *
     * @throws PositionRegressionException if it does not lie behind the one before: the session was started over without
     *     our knowing, and counting on would take new changes for published ones
     */
    public ChangePosition next(long commitLsn, long lsn) {
        ChangePosition before = last;
        int ordinal = 0;
        if (before != null && before.commitLsn() == commitLsn && before.lsn() == lsn) {
            ordinal = before.ordinal() + 1;
        }
        var position = new ChangePosition(commitLsn, lsn, ordinal);
        if (before != null && position.compareTo(before) <= 0) {
            throw new PositionRegressionException(before, position);
        }
        last = position;
        return position;
    }
}
