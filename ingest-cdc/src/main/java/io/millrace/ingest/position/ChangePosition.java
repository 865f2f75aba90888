package io.millrace.ingest.position;

import java.util.Comparator;

/**
 * Where a change stands in the stream of one replication slot. An LSN alone does not order changes: transactions are
 * sent whole, in the order of their commits, so LSNs of interleaved ones go backwards; and the rows of a COPY or of a
 * multi-row insert share one LSN.
 *
 * @param commitLsn end of the transaction sent before this one; 0 for the first one after a snapshot
 * @param lsn of the change itself
 * @param ordinal of the change among those with the same two numbers, from 0
 */
public record ChangePosition(long commitLsn, long lsn, int ordinal) implements Comparable<ChangePosition> {
    private static final Comparator<ChangePosition> ORDER = Comparator.comparing(
                    ChangePosition::commitLsn, Long::compareUnsigned)
            .thenComparing(ChangePosition::lsn, Long::compareUnsigned)
            .thenComparingInt(ChangePosition::ordinal);

    @Override
    public int compareTo(ChangePosition other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return Lsn.text(commitLsn) + "+" + Lsn.text(lsn) + "#" + ordinal;
    }
}
