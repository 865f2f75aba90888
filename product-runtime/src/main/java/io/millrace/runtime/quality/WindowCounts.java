package io.millrace.runtime.quality;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The counts of one task, for the metrics of one output port that share a window length. Written by the thread that
 * processes the task, read by any.
 *
 * <p>A time ahead of the wall clock counts as now, and takes one of the {@value #KEPT} windows that are kept: a single
 * record of the future neither closes a window nor pushes others out.
 */
public final class WindowCounts {
    /** Windows kept, the oldest go first. */
    public static final int KEPT = 64;

    /** Places of a window's counts: rows that left with a value, records judged, records rejected, then the hits. */
    public static final int ROWS = 0;

    public static final int JUDGED = 1;
    public static final int REJECTED = 2;
    public static final int FIRST_HIT = 3;

    private static final int PROGRESS_RECORDS = 64;

    private final long windowMillis;
    private final int counts;
    private final Journal journal;
    private final TreeMap<Long, long[]> windows = new TreeMap<>();
    private final long[] times = new long[PROGRESS_RECORDS];
    private long seen;
    private State state;
    private boolean stateChanged;

    /**
     * What is known of all windows.
     *
     * @param sinceMillis windows that begin before are incomplete and are not judged
     * @param judgedUntilMillis end of the last window that was judged
     */
    public record State(long sinceMillis, long judgedUntilMillis) {}

    /** Keeps what must survive a restart. */
    public interface Journal {
        /** The counts of a window, which must not be kept by reference. */
        void window(long index, long[] counts);

        void forget(long index);

        void state(State state);
    }

    /**
     * Takes counts up where they were left.
     *
     * @param windowMillis length of the windows
     * @param hits number of metrics
     * @param stored counts by index of the window
     */
    public WindowCounts(long windowMillis, int hits, State state, Map<Long, long[]> stored, Journal journal) {
        this.windowMillis = windowMillis;
        this.counts = FIRST_HIT + hits;
        this.state = state;
        this.journal = journal;
        stored.forEach((index, values) -> windows.put(index, Arrays.copyOf(values, counts)));
    }

    /** Length of the windows. */
    public long windowMillis() {
        return windowMillis;
    }

    /**
     * Counts a judged record.
     *
     * @param brokerMillis broker time of the record
     * @param nowMillis the wall clock
     * @param row whether it left with a value
     * @param rejected whether it was rejected
     * @param hits bit i is set if metric i counts the row
     */
    public synchronized void count(long brokerMillis, long nowMillis, boolean row, boolean rejected, long hits) {
        long time = Math.min(brokerMillis, nowMillis);
        times[(int) (seen++ % PROGRESS_RECORDS)] = time;
        long index = Math.floorDiv(time, windowMillis);
        long[] window = windows.get(index);
        if (window == null) {
            window = new long[counts];
            windows.put(index, window);
            if (windows.size() > KEPT) {
                journal.forget(windows.pollFirstEntry().getKey());
                if (!windows.containsKey(index)) {
                    return;
                }
            }
        }
        window[JUDGED]++;
        window[ROWS] += row ? 1 : 0;
        window[REJECTED] += rejected ? 1 : 0;
        for (int i = FIRST_HIT; hits != 0 && i < counts; i++) {
            window[i] += hits & 1;
            hits >>>= 1;
        }
        journal.window(index, window);
    }

    /** The counts of a window; all 0 where no record fell into it. */
    public synchronized long[] of(long index) {
        long[] window = windows.get(index);
        return window == null ? new long[counts] : window.clone();
    }

    /** The indexes of the windows with counts. */
    public synchronized Set<Long> indexes() {
        return Set.copyOf(windows.keySet());
    }

    /**
     * Time that the task has passed: the earliest of its last records, so that one record of the future moves nothing;
     * {@link Long#MIN_VALUE} before there were enough.
     */
    public synchronized long passedMillis() {
        return seen < PROGRESS_RECORDS
                ? Long.MIN_VALUE
                : Arrays.stream(times).min().getAsLong();
    }

    /** What is known of all windows. */
    public synchronized State state() {
        return state;
    }

    /** Lets {@link #tidy} write the state although nothing has changed. */
    public synchronized void keepState() {
        stateChanged = true;
    }

    /** Notes that the windows up to a time have been judged; {@link #tidy} writes it. */
    public synchronized void judged(long untilMillis) {
        if (untilMillis > state.judgedUntilMillis()) {
            state = new State(state.sinceMillis(), untilMillis);
            stateChanged = true;
        }
    }

    /** Whether nothing is left for {@link #tidy} to write. */
    public synchronized boolean isTidy() {
        return !stateChanged;
    }

    /** Writes what was noted since, in the task's own thread. */
    public synchronized void tidy() {
        if (stateChanged) {
            journal.state(state);
            stateChanged = false;
        }
    }
}
