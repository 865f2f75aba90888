package io.millrace.runtime.identity;

import java.util.Set;

/**
 * Which run of a source the records of one partition belong to. Positions compare within an epoch only; ingestion begins
 * a new one when it snapshots a source anew. Within an epoch, each attempt at a snapshot has a higher generation: rows
 * of a lower one than was seen are superseded. Belongs to one task; not thread-safe.
 */
public final class SourceEpoch {
    /** Not known yet. */
    public static final long NONE = Long.MIN_VALUE;

    private final Set<Long> accepted;
    private long epoch;
    private long generation;

    /** @param accepted epochs that operations have agreed to go on with */
    public SourceEpoch(long epoch, long generation, Set<Long> accepted) {
        this.epoch = epoch;
        this.generation = generation;
        this.accepted = Set.copyOf(accepted);
    }

    /** What a record's epoch is, measured against the one known. */
    public enum Verdict {
        SAME,
        /** The first one; now known. */
        FIRST,
        /** A later one that was agreed to; now known. Positions start over. */
        ACCEPTED,
        /** A later one: the source was snapshotted anew. */
        CHANGED,
        /** An earlier one: the records of a run that was over come again. */
        GONE_BACK
    }

    /** Judges the epoch of a record. */
    public Verdict judge(long recordEpoch) {
        if (recordEpoch == epoch) {
            return Verdict.SAME;
        }
        if (epoch == NONE) {
            epoch = recordEpoch;
            return Verdict.FIRST;
        }
        if (recordEpoch < epoch) {
            return Verdict.GONE_BACK;
        }
        if (!accepted.contains(recordEpoch)) {
            return Verdict.CHANGED;
        }
        epoch = recordEpoch;
        generation = NONE;
        return Verdict.ACCEPTED;
    }

    /** Whether a snapshot row is of an attempt that a later one has superseded; else its generation is now known. */
    public boolean isSuperseded(long rowGeneration) {
        if (rowGeneration < generation) {
            return true;
        }
        generation = rowGeneration;
        return false;
    }

    public long epoch() {
        return epoch;
    }

    public long generation() {
        return generation;
    }
}
