package io.millrace.ingest;

import io.millrace.ingest.position.SnapshotTask;
import io.millrace.ingest.position.Snapshots;
import io.millrace.ingest.position.TableScan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A snapshot at one moment.
 *
 * @param id {@code initial}, {@code added}, or the id of a request
 * @param audience empty if its rows are new to all; else {@code latest-ports}, or the name of a product
 * @param tables progress by table
 * @param outcome empty as long as it is not over; {@code complete}, {@code stopped}, {@code refused: ...} or
 *     {@code failed: ...}
 */
public record SnapshotStatus(String id, String audience, List<Table> tables, Optional<String> outcome) {

    /**
     * Progress in a table.
     *
     * @param table as {@code schema.table}
     * @param rows sent
     * @param estimatedRows what the database's statistics say; -1 if they say nothing
     * @param share of the table that is read, 0 to 1
     */
    public record Table(String table, long rows, long estimatedRows, double share) {}

    public SnapshotStatus {
        tables = List.copyOf(tables);
    }

    /** Share of all that is read, 0 to 1. */
    public double share() {
        return tables.stream().mapToDouble(Table::share).average().orElse(0);
    }

    /** Those under way and waiting, in their order. */
    static List<SnapshotStatus> underWay(Snapshots snapshots) {
        return snapshots.queue().stream()
                .map(task -> new SnapshotStatus(task.id(), task.audience(), tables(task), Optional.empty()))
                .toList();
    }

    /** One by its id; empty if nobody has taken it up, or it was over long ago. */
    static Optional<SnapshotStatus> of(Snapshots snapshots, String id) {
        Optional<SnapshotStatus> now = underWay(snapshots).stream()
                .filter(each -> each.id().equals(id))
                .findFirst();
        return now.isPresent()
                ? now
                : snapshots.ended().stream()
                        .filter(over -> over.id().equals(id))
                        .reduce((first, last) -> last)
                        .map(over -> new SnapshotStatus(
                                id,
                                "",
                                over.tables().stream()
                                        .map(table -> new Table(table, over.rows(), -1, 1))
                                        .toList(),
                                Optional.of(over.outcome())));
    }

    /** A partitioned table has a scan for each partition. */
    private static List<Table> tables(SnapshotTask task) {
        Map<String, List<TableScan>> byTable = new LinkedHashMap<>();
        task.tables().forEach(table -> byTable.put(table, new ArrayList<>()));
        task.scans()
                .forEach(scan -> byTable.computeIfAbsent(scan.table(), name -> new ArrayList<>())
                        .add(scan));
        return byTable.entrySet().stream()
                .map(entry -> table(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Table table(String name, List<TableScan> scans) {
        long estimated = scans.stream()
                .mapToLong(TableScan::estimatedRows)
                .filter(rows -> rows > 0)
                .sum();
        return new Table(
                name,
                scans.stream().mapToLong(TableScan::rows).sum(),
                estimated == 0 ? -1 : estimated,
                scans.stream().mapToDouble(TableScan::share).average().orElse(0));
    }
}
