package io.millrace.runtime.topology;

import io.millrace.contracts.product.OutputPort;
import io.millrace.runtime.metrics.TaskBalance;
import io.millrace.runtime.quality.MetricBoard;
import io.millrace.runtime.quality.PortMetrics;
import io.millrace.runtime.quality.WindowCounts;
import io.millrace.runtime.record.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** What the contracts of one task demand of many records. Belongs to the task's thread. */
final class TaskQuality {
    private final List<Port> ports = new ArrayList<>();
    private final List<PortChecks> checks = new ArrayList<>();
    private final boolean checksAny;
    private final MetricBoard board;

    /** The windows of one output port, and what became of the record at hand there. */
    private static final class Port {
        private final int index;
        private final PortMetrics metrics;
        private final List<WindowCounts> counts;
        private boolean row;
        private long hits;
        private long rejected;

        Port(int index, PortMetrics metrics, List<WindowCounts> counts, long rejected) {
            this.index = index;
            this.metrics = metrics;
            this.counts = counts;
            this.rejected = rejected;
        }
    }

    private TaskQuality(MetricBoard board, List<PortChecks> checks) {
        this.board = board;
        this.checks.addAll(checks);
        this.checksAny = checks.stream().anyMatch(port -> !port.isEmpty());
    }

    /** Takes the state of a task up from its ledger. */
    static TaskQuality load(
            List<OutputPort> outputs,
            KeyValueStore<Bytes, byte[]> store,
            TaskBalance balance,
            MetricBoard board,
            byte[] fingerprintKey,
            long nowMillis) {
        List<PortChecks> checks = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            checks.add(new PortChecks(i, outputs.get(i), store, fingerprintKey));
        }
        var quality = new TaskQuality(board, checks);
        for (int i = 0; i < outputs.size(); i++) {
            OutputPort output = outputs.get(i);
            PortMetrics metrics = PortMetrics.of(output.contract().checks().metrics());
            List<WindowCounts> counts = new ArrayList<>();
            for (PortMetrics.Group group : metrics.groups()) {
                WindowCounts loaded = new MetricLedger(store, output.name(), group).load(nowMillis);
                counts.add(loaded);
                board.show(output.name(), balance.input(), balance.partition(), loaded);
            }
            if (!counts.isEmpty()) {
                quality.ports.add(new Port(i, metrics, counts, balance.rejected(i)));
            }
        }
        return quality;
    }

    /** Judges what the plan made of the record at hand by the records before it. */
    Outcome judge(int port, Outcome outcome, RecordReader reader, InputRecord input, long now) {
        boolean asked = checksAny
                && outcome instanceof Outcome.Accepted accepted
                && accepted.value() != null
                && !checks.get(port).isEmpty();
        return asked ? checks.get(port).judge((Outcome.Accepted) outcome, reader, input, now) : outcome;
    }

    /**
     * Notes that the record at hand left through a port.
     *
     * @param rowHits the metrics of the contract that count the row by itself
     */
    void accepted(int port, Outcome.Accepted accepted, long rowHits, InputRecord input, long now) {
        if (accepted.value() == null) {
            return;
        }
        long hits = rowHits;
        if (checksAny) {
            hits |= checks.get(port).accepted(accepted, input, now);
        }
        for (Port noted : ports) {
            if (noted.index == port) {
                noted.row = true;
                noted.hits = hits;
            }
        }
    }

    /** Counts the record at hand, now that all ports have judged it. */
    void judged(TaskBalance balance, long brokerMillis, long nowMillis) {
        for (Port port : ports) {
            long rejected = balance.rejected(port.index);
            for (int i = 0; i < port.counts.size(); i++) {
                port.counts
                        .get(i)
                        .count(
                                brokerMillis,
                                nowMillis,
                                port.row,
                                rejected > port.rejected,
                                port.metrics.groups().get(i).hits(port.hits));
            }
            port.rejected = rejected;
            port.row = false;
            port.hits = 0;
        }
    }

    /** Writes what other threads have noted. */
    void tidy(long now) {
        if (checksAny) {
            checks.forEach(port -> port.tidy(now));
        }
        ports.forEach(port -> port.counts.forEach(WindowCounts::tidy));
    }

    /** The task moves on: its counts are no longer this instance's. */
    void close() {
        ports.forEach(port -> board.remove(port.counts));
    }
}
