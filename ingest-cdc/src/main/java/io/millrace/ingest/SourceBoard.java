package io.millrace.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.ingest.position.IngestOffset;
import io.millrace.ingest.position.Lsn;
import io.millrace.ingest.position.ResumePoint;
import io.millrace.ingest.publish.ProducerFigures;
import io.millrace.ingest.publish.Published;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known of one source now: written by its threads, read by anyone, and shown as meters. */
final class SourceBoard {
    private static final List<Class<? extends SourceState>> STATES = List.of(
            SourceState.Starting.class,
            SourceState.Snapshotting.class,
            SourceState.Streaming.class,
            SourceState.Standby.class,
            SourceState.Retrying.class,
            SourceState.Halted.class,
            SourceState.Stopped.class);

    private static final ProducerFigures.Names PRODUCER = new ProducerFigures.Names(
            IngestMetricNames.PRODUCER_SENT_BYTES,
            IngestMetricNames.PRODUCER_RETRIES,
            IngestMetricNames.PRODUCER_ERRORS,
            IngestMetricNames.PRODUCER_REQUEST);

    private static final Logger LOG = LoggerFactory.getLogger(SourceBoard.class);

    private final String source;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Counter dropped;
    private final Counter retries;
    private final WalBoard wal;
    private final ProducerFigures producer;
    private final EngineBoard engine;
    private volatile long lastCommitMillis;
    private volatile SourceState state = new SourceState.Starting();
    private final List<Meter.Id> gauges = new ArrayList<>();
    private boolean warnedOfUpdate;
    private volatile long published;
    private volatile long droppedHere;
    private volatile long lagMillis;
    private volatile long lastEventMillis;
    private volatile @Nullable ResumePoint resume;
    private volatile List<SnapshotStatus> snapshots = List.of();

    SourceBoard(SourceDescriptor descriptor, MeterRegistry meters, InstantSource clock) {
        this.source = descriptor.name();
        this.wal = new WalBoard(descriptor, meters);
        this.meters = meters;
        this.clock = clock;
        this.lastCommitMillis = clock.millis();
        this.dropped = Counter.builder(IngestMetricNames.DROPPED)
                .description("Changes sent again after a restart and kept out by the watermark")
                .tag("source", source)
                .register(meters);
        Gauge lag = Gauge.builder(IngestMetricNames.LAG, this, board -> board.lagMillis)
                .description("From the database's commit to ours, for the last batch with changes")
                .tag("source", source)
                .register(meters);
        gauges.add(lag.getId());
        Gauge share = Gauge.builder(IngestMetricNames.SNAPSHOT_SHARE, this, SourceBoard::snapshotShare)
                .description("Share of the first snapshot in the queue that is read; 1 if there is none")
                .tag("source", source)
                .register(meters);
        gauges.add(share.getId());
        Gauge queue = Gauge.builder(IngestMetricNames.SNAPSHOTS, this, board -> board.snapshots.size())
                .description("Snapshots that are under way or wait")
                .tag("source", source)
                .register(meters);
        gauges.add(queue.getId());
        gauges.add(Gauge.builder(IngestMetricNames.SILENCE, this, SourceBoard::silenceSeconds)
                .description(
                        "Time since anything was committed, heartbeats included; NaN where another process captures")
                .tag("source", source)
                .register(meters)
                .getId());
        this.retries = Counter.builder(IngestMetricNames.RETRIES)
                .description("Attempts that failed and were made again")
                .tag("source", source)
                .register(meters);
        this.producer = new ProducerFigures(meters, PRODUCER, Tags.of("source", source));
        this.engine = new EngineBoard(source, meters);
        for (Class<? extends SourceState> each : STATES) {
            Gauge gauge = Gauge.builder(IngestMetricNames.STATE, this, board -> each.isInstance(board.state) ? 1 : 0)
                    .description("1 for the state the source is in, 0 for every other")
                    .tag("source", source)
                    .tag("state", each.getSimpleName().toLowerCase(Locale.ROOT))
                    .register(meters);
            gauges.add(gauge.getId());
        }
    }

    SourceState state() {
        return state;
    }

    void state(SourceState newState) {
        state = newState;
    }

    /**
     * Tells that the source is followed.
     *
     * @param streaming whether the stream has begun
     * @param lacksRows whether rows are still read that were never sent
     */
    void follows(boolean streaming, boolean lacksRows) {
        if (lacksRows) {
            state = new SourceState.Snapshotting();
        } else if (streaming) {
            state = new SourceState.Streaming();
        }
    }

    /** What an attempt starts with. */
    synchronized void startAt(IngestOffset offset) {
        lastCommitMillis = clock.millis();
        resume = offset.resume();
        snapshots = SnapshotStatus.underWay(offset.snapshots());
    }

    private double snapshotShare() {
        List<SnapshotStatus> now = snapshots;
        return now.isEmpty() ? 1 : now.get(0).share();
    }

    private double silenceSeconds() {
        return state instanceof SourceState.Standby || state instanceof SourceState.Stopped
                ? Double.NaN
                : Math.max(0, clock.millis() - lastCommitMillis) / 1e3;
    }

    /** Notes an attempt that failed and will be made again. */
    void retried() {
        retries.increment();
    }

    /** Where the figures of the producer at hand go. */
    ProducerFigures producer() {
        return producer;
    }

    /** Up to where everything is committed; null while a snapshot runs. */
    @Nullable
    ResumePoint resume() {
        return resume;
    }

    /** Where readings of the held-back log go. */
    WalBoard wal() {
        return wal;
    }

    /** Counts a committed batch, of the stream or of a snapshot. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time
    synchronized void add(Published batch) {
        batch.byTopic().forEach((topic, count) -> {
            Counter.builder(IngestMetricNames.RECORDS)
                    .description("Change records committed")
                    .tag("source", source)
                    .tag("topic", topic)
                    .register(meters)
                    .increment(count);
            published += count;
        });
        batch.ignored().forEach((operation, count) -> ignored(operation).increment(count));
        dropped.increment(batch.dropped());
        droppedHere += batch.dropped();
        // The two tell their batches in any order.
        ResumePoint later = batch.offset().resume();
        ResumePoint known = resume;
        if (known == null || (later != null && Long.compareUnsigned(later.lsn(), known.lsn()) > 0)) {
            resume = later;
        }
        snapshots = SnapshotStatus.underWay(batch.offset().snapshots());
        lastCommitMillis = clock.millis();
        if (batch.lastEventMillis() != 0) {
            lastEventMillis = batch.lastEventMillis();
            lagMillis = Math.max(0, clock.millis() - batch.lastEventMillis());
        }
    }

    /** An outbox is written and deleted from; an update is somebody's mistake, and is said once a start. */
    private Counter ignored(String operation) {
        Counter counter = Counter.builder(IngestMetricNames.OUTBOX_IGNORED)
                .description("Changes of the outbox table that are no events")
                .tag("source", source)
                .tag("operation", operation)
                .register(meters);
        if (operation.equals("update") && !warnedOfUpdate) {
            warnedOfUpdate = true;
            LOG.warn(
                    "Source {}: a row of the outbox was updated. Events do not change, so updates are left out and"
                            + " counted in millrace_ingest_outbox_ignored_total",
                    source);
        }
        return counter;
    }

    /** Takes the gauges away, so that the next ingestion in this process can show its own; counters go on. */
    void close() {
        gauges.forEach(meters::remove);
        wal.close();
        producer.remove();
        engine.close();
    }

    SourceStatus status() {
        ResumePoint position = resume;
        long event = lastEventMillis;
        return new SourceStatus(
                source,
                state,
                published,
                droppedHere,
                Optional.ofNullable(position).map(point -> Lsn.text(point.lsn())),
                event == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(event)),
                snapshots,
                wal.last().map(WalStatus::of));
    }
}
