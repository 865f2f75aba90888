package io.millrace.ingest.position;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The snapshots of one source. Part of the offset record, so that each row is sent once whatever crashes.
 *
 * @param queue the first one is read, the others wait
 * @param ended the last few that are over, oldest first
 */
public record Snapshots(List<SnapshotTask> queue, List<Ended> ended) {
    /** None under way, none remembered. */
    public static final Snapshots NONE = new Snapshots(List.of(), List.of());

    private static final int REMEMBERED = 10;

    /**
     * One that is over.
     *
     * @param id as asked for
     * @param tables as {@code schema.table}
     * @param rows that were sent
     * @param outcome {@code complete}, {@code stopped}, or {@code refused: } and why
     */
    public record Ended(String id, List<String> tables, long rows, String outcome) {
        /** All rows were sent. */
        public static final String COMPLETE = "complete";

        /** On request. */
        public static final String STOPPED = "stopped";

        public Ended {
            tables = List.copyOf(tables);
        }

        static Ended of(SnapshotTask task, String outcome) {
            return new Ended(task.id(), task.tables(), task.rows(), outcome);
        }
    }

    public Snapshots {
        queue = List.copyOf(queue);
        ended = List.copyOf(ended);
    }

    /** Whether rows are missing that were never sent. */
    public boolean lacksRows() {
        return queue.stream().anyMatch(SnapshotTask::first);
    }

    /** Whether rows of a table are being read for the first time; not as long as the stream has to move first. */
    public boolean reads(String table) {
        if (queue.isEmpty() || !queue.get(0).first() || !queue.get(0).id().equals(SnapshotTask.INITIAL)) {
            return false;
        }
        return queue.get(0).boundary() != null
                && queue.get(0).scans().stream().anyMatch(scan -> scan.table().equals(table) && !scan.done());
    }

    public Snapshots plus(SnapshotTask task) {
        var longer = new ArrayList<>(queue);
        longer.add(task);
        return new Snapshots(longer, ended);
    }

    /** With another first one; if that is done, it is over. */
    public Snapshots withFirst(SnapshotTask changed) {
        var rest = queue.subList(1, queue.size());
        if (changed.done()) {
            return new Snapshots(rest, remember(Ended.of(changed, Ended.COMPLETE)));
        }
        var next = new ArrayList<SnapshotTask>();
        next.add(changed);
        next.addAll(rest);
        return new Snapshots(next, ended);
    }

    /** Ends the first one, though it is not done. */
    public Snapshots endFirst(String outcome) {
        return new Snapshots(queue.subList(1, queue.size()), remember(Ended.of(queue.get(0), outcome)));
    }

    /** Begins the first one anew for a table; its other tables go on where they are. */
    public Snapshots restart(String table) {
        SnapshotTask first = queue.get(0);
        var next = new ArrayList<>(queue);
        next.set(0, first.again(table));
        SnapshotTask others = first.without(table);
        if (!others.tables().isEmpty()) {
            next.add(0, others);
        }
        return new Snapshots(next, ended).settled();
    }

    /** Without a first one that has nothing left to do. */
    private Snapshots settled() {
        return queue.get(0).done() ? withFirst(queue.get(0)) : this;
    }

    /** Ends some of the queue; first snapshots cannot be, since nothing would ever send their rows. */
    public Snapshots stop(Predicate<SnapshotTask> which) {
        Snapshots result = this;
        for (SnapshotTask task : queue) {
            if (!task.first() && which.test(task)) {
                var rest = new ArrayList<>(result.queue);
                rest.remove(task);
                result = new Snapshots(rest, result.remember(Ended.of(task, Ended.STOPPED)));
            }
        }
        return result;
    }

    /** Notes a request that cannot be carried out. */
    public Snapshots refuse(String id, List<String> tables, String why) {
        return new Snapshots(queue, remember(new Ended(id, tables, 0, "refused: " + why)));
    }

    private List<Ended> remember(Ended over) {
        var longer = new ArrayList<>(ended);
        longer.add(over);
        return longer.subList(Math.max(0, longer.size() - REMEMBERED), longer.size());
    }
}
