package io.millrace.runtime.period;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of the records of one task, by period of broker time. A record counts in the period of its time, or, where
 * that period is complete already, in the earliest that is not, so that no record is missing and none counts twice.
 * Belongs to the task's thread.
 *
 * <p>Counts are taken from totals that somebody else keeps: a period holds their growth. So hardly anything is to be
 * written per record.
 */
public final class PeriodCounts {
    /** Place of the number of records in totals and counts. */
    public static final int RECORDS = 0;

    /** Periods that end together: the others wait for the next call. */
    private static final int AT_ONCE = 100;

    /** Of so many periods without a record in a row each has an end of its own; older ones are passed over. */
    private static final long MOST_EMPTY = 1000;

    private final long length;
    private final long grace;
    private final Totals totals;
    private final long[] scratch;
    private final TreeMap<Long, long[]> open = new TreeMap<>();
    private final TreeMap<Long, Long> late = new TreeMap<>();
    private long[] mark;
    private long first;
    private long current;
    private long wholeFrom;
    private boolean begun;
    private boolean changed;
    private long watermark;

    /** Counts that only grow: the number of records, then whatever there is. */
    public interface Totals {
        void copy(long[] target);
    }

    /**
     * What must survive a restart.
     *
     * @param first index of the earliest period that is not complete
     * @param current the period that the totals grow for
     * @param wholeFrom periods before it were not counted from their beginning
     * @param mark the totals when the current period became the current one
     * @param open counts of periods that are not complete, without what grew since the mark
     * @param late number of records that came after their period was complete, by the period that they count in
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    public record State(
            long first,
            long current,
            long wholeFrom,
            long[] mark,
            SortedMap<Long, long[]> open,
            SortedMap<Long, Long> late) {}

    /**
     * A period that is complete.
     *
     * @param startMillis its beginning
     * @param endMillis its end, which is not part of it
     * @param counts in the layout of the totals
     * @param late those of its records that are older than it
     * @param partial whether the product did not count from its beginning, or with other ports
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    public record Complete(long startMillis, long endMillis, long[] counts, long late, boolean partial) {}

    /**
     * Nothing counted yet.
     *
     * @param width number of totals
     */
    public PeriodCounts(long lengthMillis, long graceMillis, int width, Totals totals) {
        this.length = lengthMillis;
        this.grace = graceMillis;
        this.totals = totals;
        this.scratch = new long[width];
        this.mark = new long[width];
    }

    /**
     * Goes on where it was left.
     *
     * @param sameTotals whether the totals mean what they did; if not, the period at hand is counted in part only
     */
    public void load(State state, boolean sameTotals) {
        begun = true;
        first = state.first();
        current = state.current();
        wholeFrom = state.wholeFrom();
        late.putAll(state.late());
        if (sameTotals) {
            mark = state.mark().clone();
            state.open().forEach((period, counts) -> open.put(period, counts.clone()));
        } else {
            totals.copy(mark);
            wholeFrom = Math.max(wholeFrom, current + 1);
            changed = true;
        }
    }

    /** Takes note of a record before it is counted. A time ahead of the clock counts as now. */
    public void begin(long brokerMillis, long nowMillis) {
        long time = Math.min(brokerMillis, nowMillis);
        watermark = Math.max(watermark, time);
        long period = Math.floorDiv(time, length);
        if (!begun) {
            start(period);
        } else if (period < first) {
            period = first;
            late.merge(first, 1L, Long::sum);
            changed = true;
        }
        if (period != current) {
            settle();
            current = period;
        }
    }

    /**
     * The periods that are over: those whose end and grace all records have passed.
     *
     * @param readMillis every record until this time has been counted; 0 where that is not known
     */
    public List<Complete> complete(long readMillis) {
        long passed = Math.max(watermark, readMillis) - grace;
        if (!begun && readMillis > 0) {
            start(Math.floorDiv(readMillis, length));
        }
        if (!begun || (first + 1) * length > passed) {
            return List.of();
        }
        settle();
        List<Complete> complete = new ArrayList<>();
        long end = Math.floorDiv(passed, length);
        while (first < end && complete.size() < AT_ONCE) {
            long withRecords = open.isEmpty() ? end : Math.min(end, open.firstKey());
            first = Math.max(first, withRecords - MOST_EMPTY);
            long[] counts = open.remove(first);
            Long ofLate = late.remove(first);
            complete.add(new Complete(
                    first * length,
                    (first + 1) * length,
                    counts == null ? new long[scratch.length] : counts,
                    ofLate == null ? 0 : ofLate,
                    first < wholeFrom));
            first++;
        }
        current = Math.max(current, first);
        return complete;
    }

    /** Whether {@link #state} has changed since it was last asked for. */
    public boolean isChanged() {
        return changed;
    }

    /** What must survive a restart, with the totals as they are now. */
    public State state() {
        changed = false;
        return new State(first, current, wholeFrom, mark.clone(), open, late);
    }

    private void start(long period) {
        begun = true;
        changed = true;
        first = period;
        current = period;
        wholeFrom = period + 1;
        totals.copy(mark);
    }

    /** Adds to the current period what the totals have grown by. */
    private void settle() {
        changed = true;
        totals.copy(scratch);
        if (scratch[RECORDS] == mark[RECORDS]) {
            return;
        }
        long[] counts = open.computeIfAbsent(current, none -> new long[scratch.length]);
        for (int i = 0; i < scratch.length; i++) {
            counts[i] += scratch[i] - mark[i];
        }
        System.arraycopy(scratch, 0, mark, 0, mark.length);
    }
}
