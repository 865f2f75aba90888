package io.millrace.ingest;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.ingest.safety.ServerFacts.HeldWal;
import io.millrace.ingest.safety.WalBudget;
import io.millrace.ingest.safety.WalBudget.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log that a source holds back in its database, as meters and as lines in the log when it becomes too much. */
final class WalBoard {
    private static final Logger LOG = LoggerFactory.getLogger(WalBoard.class);

    private final SourceDescriptor source;
    private final MeterRegistry meters;
    private final List<Meter.Id> gauges = new ArrayList<>();
    private volatile @Nullable WalBudget last;
    private volatile boolean gone;

    WalBoard(SourceDescriptor source, MeterRegistry meters) {
        this.source = source;
        this.meters = meters;
        gauge(
                IngestMetricNames.WAL_LAG,
                "Written to the database's log since the position that the slot has confirmed",
                wal -> wal.held().lagBytes());
        gauge(
                IngestMetricNames.WAL_HELD,
                "The database's log that the slot holds back",
                wal -> wal.held().heldBytes());
        gauge(
                IngestMetricNames.WAL_BUDGET,
                "How much of the log may be held back; NaN without a limit",
                wal -> wal.bytes().isPresent() ? wal.bytes().getAsLong() : Double.NaN);
        gauges.add(Gauge.builder(IngestMetricNames.SLOT_LOST, this, board -> board.isLost() ? 1 : 0)
                .description("1 if the slot is gone, or the database has deleted what it needs")
                .tag("source", source.name())
                .register(meters)
                .getId());
    }

    private void gauge(String name, String description, ToDoubleFunction<WalBudget> value) {
        gauges.add(Gauge.builder(name, this, board -> {
                    WalBudget now = board.last;
                    return now == null ? Double.NaN : value.applyAsDouble(now);
                })
                .description(description)
                .tag("source", source.name())
                .register(meters)
                .getId());
    }

    private boolean isLost() {
        WalBudget now = last;
        return gone || (now != null && now.held().status().equals("lost"));
    }

    /** Notes that a source that was halted has no slot any more. */
    void gone() {
        gone = true;
    }

    /** Takes a reading, and says so once when it becomes urgent and when that is over. */
    void update(HeldWal held) {
        gone = false;
        WalBudget before = last;
        var now = new WalBudget(held, source.walBudget());
        last = now;
        Level level = before == null ? Level.OK : before.level();
        if (now.level().compareTo(level) > 0) {
            LOG.warn(
                    "Source {}: slot {} holds back {} of the database's log ({}), wal_status {}; {}",
                    source.name(),
                    source.slot(),
                    mebibytes(held.heldBytes()),
                    now.bytes().isPresent() ? "of " + mebibytes(now.bytes().getAsLong()) : "without a limit",
                    held.status(),
                    now.level() == Level.SPENT
                            ? "the budget is spent: the database deletes what is needed, or its disk fills up"
                            : "half of the budget is spent; see why ingestion is behind");
        } else if (now.level() == Level.OK && level != Level.OK) {
            LOG.info("Source {}: the log that is held back is within its budget again", source.name());
        }
    }

    Optional<WalBudget> last() {
        return Optional.ofNullable(last);
    }

    void close() {
        gauges.forEach(meters::remove);
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }
}
