package io.millrace.ingest.position;

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
    @Override
    public int compareTo(ChangePosition other) {
        int order = Long.compareUnsigned(commitLsn, other.commitLsn);
        if (order == 0) {
            order = Long.compareUnsigned(lsn, other.lsn);
        }
        return order == 0 ? Integer.compare(ordinal, other.ordinal) : order;
    }

    @Override
    public String toString() {
        return Lsn.text(commitLsn) + "+" + Lsn.text(lsn) + "#" + ordinal;
    }
}
