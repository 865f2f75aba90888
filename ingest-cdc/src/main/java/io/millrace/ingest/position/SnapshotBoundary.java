package io.millrace.ingest.position;

import java.util.List;

/**
 * What was committed when a snapshot began, as PostgreSQL's {@code pg_current_snapshot()} tells it. A row version from
 * before it is read by the snapshot; a later one is in the stream of changes, so that the snapshot leaves it out. This
 * is what lets a snapshot be read piece by piece, over restarts, while the stream goes on.
 *
 * @param nextXid transactions from this id on were not committed
 * @param inFlight ids below it that were not committed either
 */
public record SnapshotBoundary(long nextXid, List<Long> inFlight) {
    private static final long XIDS = 1L << 32;

    public SnapshotBoundary {
        inFlight = List.copyOf(inFlight);
    }

    /** Reads {@code xmin:xmax:xip,xip}. */
    public static SnapshotBoundary parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a snapshot is written as xmin:xmax:xip_list");
        }
        List<Long> inFlight = parts[2].isEmpty()
                ? List.of()
                : List.of(parts[2].split(",")).stream().map(Long::valueOf).toList();
        return new SnapshotBoundary(Long.parseLong(parts[1]), inFlight);
    }

    /** The same, for a table that was not in the stream yet: what was in flight is read by the snapshot as well. */
    public SnapshotBoundary withoutInFlight() {
        return new SnapshotBoundary(nextXid, List.of());
    }

    /**
     * Whether the snapshot has to read a row version.
     *
     * <p>A row shows the lower 32 bits of the transaction that wrote it, for ever. Once a cluster has used them up,
     * an old row cannot be told from a new one; then all rows are read. A row changed since is then sent once as a
     * snapshot row as well: its newest version, so that nothing old ever follows something new for good.
     *
     * @param xmin the row's system column {@code xmin}
     * @param xidNow next transaction id of the cluster now, 64 bits
     */
    public boolean reads(long xmin, long xidNow) {
        return xidNow >= XIDS || (xmin < nextXid && !inFlight.contains(xmin));
    }
}
