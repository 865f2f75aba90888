package io.millrace.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One source at one moment.
 *
 * @param source name of the source
 * @param state where it stands
 * @param published records committed to topics since this instance started
 * @param dropped records the database sent again after a restart and the watermark kept out
 * @param position commit LSN up to which everything is committed in Kafka, as PostgreSQL writes it ({@code 0/16B3748})
 * @param lastEventTime when the database committed the last published change
 * @param snapshots under way and waiting
 * @param wal what it holds back in the database; empty before the first look, and while there is no slot
 */
public record SourceStatus(
        String source,
        SourceState state,
        long published,
        long dropped,
        Optional<String> position,
        Optional<Instant> lastEventTime,
        List<SnapshotStatus> snapshots,
        Optional<WalStatus> wal) {
    public SourceStatus {
        snapshots = List.copyOf(snapshots);
    }
}
