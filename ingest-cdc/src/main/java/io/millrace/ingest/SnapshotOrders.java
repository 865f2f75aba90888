package io.millrace.ingest;

import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import io.millrace.ingest.position.IngestOffset;
import io.millrace.ingest.position.SnapshotTask;
import io.millrace.ingest.position.Snapshots;
import io.millrace.ingest.publish.SnapshotRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What becomes of requests for snapshots. */
final class SnapshotOrders {
    private SnapshotOrders() {}

    /** The snapshots once a request is carried out; one that cannot be is noted with its reason. */
    static Snapshots carryOut(
            SnapshotRequest request, Snapshots before, SourceDescriptor source, IngestOffset offset, long nowSeconds) {
        if (request.stops()) {
            return before.stop(
                    task -> request.tables().isEmpty() || task.tables().stream().anyMatch(request.tables()::contains));
        }
        boolean known = Stream.concat(
                        before.queue().stream().map(SnapshotTask::id),
                        before.ended().stream().map(Snapshots.Ended::id))
                .anyMatch(request.id()::equals);
        if (known) {
            return before;
        }
        List<String> captured =
                source.tables().stream().map(CapturedTable::qualifiedName).toList();
        List<String> unknown = new ArrayList<>(request.tables());
        unknown.removeAll(captured);
        if (!unknown.isEmpty() || request.tables().isEmpty()) {
            return before.refuse(
                    request.id(),
                    request.tables(),
                    "source " + source.name() + " captures " + String.join(", ", captured) + ", and not "
                            + String.join(", ", unknown));
        }
        long generation = offset.withSnapshots(before).generationAfter(nowSeconds);
        return before.plus(SnapshotTask.queued(request.id(), generation, request.audience(), request.tables()));
    }
}
