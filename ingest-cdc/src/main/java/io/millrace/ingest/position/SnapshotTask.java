package io.millrace.ingest.position;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of some tables that is asked for or under way.
 *
 * @param id who asked for it: {@link #INITIAL}, {@link #ADDED}, or the id of a request
 * @param generation number of the snapshot; grows
 * @param audience whom its rows are for: {@link #EVERYONE}, {@link #LATEST_PORTS}, or the name of a product
 * @param tables as {@code schema.table}
 * @param boundary what it reads; none as long as it has not begun
 * @param startLsn up to where the stream must have come before a row is read, so that no older change follows it
 * @param scans how far it has come; empty as long as it has not begun
 */
public record SnapshotTask(
        String id,
        long generation,
        String audience,
        List<String> tables,
        @Nullable SnapshotBoundary boundary,
        long startLsn,
        List<TableScan> scans) {

    /** The first snapshot of a source. */
    public static final String INITIAL = "initial";

    /** The first snapshot of tables that were added to a source. */
    public static final String ADDED = "added";

    /** Rows that were never sent before: for every port of every product. */
    public static final String EVERYONE = "";

    /** Rows that are sent again: for ports that show the latest row, history would only repeat itself. */
    public static final String LATEST_PORTS = "latest-ports";

    public SnapshotTask {
        tables = List.copyOf(tables);
        scans = List.copyOf(scans);
    }

    /** One that waits for its turn. */
    public static SnapshotTask queued(String id, long generation, String audience, List<String> tables) {
        return new SnapshotTask(id, generation, audience, tables, null, 0, List.of());
    }

    /** The same, begun. */
    public SnapshotTask begun(SnapshotBoundary at, long notBefore, List<TableScan> all) {
        return new SnapshotTask(id, generation, audience, tables, at, notBefore, all);
    }

    /** Whether these rows have never been sent: until they are, the source does not follow its database in full. */
    public boolean first() {
        return audience.equals(EVERYONE);
    }

    /** Whether all of it is read. */
    public boolean done() {
        return boundary != null && scans.stream().allMatch(TableScan::done);
    }

    /** The table or partition whose turn it is. */
    public @Nullable TableScan current() {
        return scans.stream().filter(scan -> !scan.done()).findFirst().orElse(null);
    }

    /** With one scan in the place of that of the same relation. */
    public SnapshotTask with(TableScan changed) {
        return withScans(scans.stream()
                .map(scan -> scan.relation() == changed.relation() ? changed : scan)
                .toList());
    }

    /** What is left when a table was rewritten and has to be read anew. */
    public SnapshotTask without(String table) {
        var others = new ArrayList<>(tables);
        others.remove(table);
        return new SnapshotTask(id, generation, audience, others, boundary, startLsn, scans)
                .withScans(scans.stream()
                        .filter(scan -> !scan.table().equals(table))
                        .toList());
    }

    /** That table, to begin anew. */
    public SnapshotTask again(String table) {
        return queued(id, generation, audience, List.of(table));
    }

    /** Rows read so far. */
    public long rows() {
        return scans.stream().mapToLong(TableScan::rows).sum();
    }

    private SnapshotTask withScans(List<TableScan> others) {
        return new SnapshotTask(id, generation, audience, tables, boundary, startLsn, others);
    }
}
