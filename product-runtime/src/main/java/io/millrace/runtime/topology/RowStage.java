package io.millrace.runtime.topology;

import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.wire.ConfluentFraming;
import io.millrace.runtime.combine.MergedRow;
import io.millrace.runtime.combine.RowMerger;
import io.millrace.runtime.plan.RowPlan;
import io.millrace.runtime.record.Flags;
import io.millrace.runtime.record.Operation;
import io.millrace.runtime.record.Outcome;
import io.millrace.runtime.record.Outcome.Part.Change;
import io.millrace.runtime.record.RejectReason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Puts what the records of one input bring together with what is known of their rows, for all output ports that serve
 * one contract: they get the same verdict and the same row, or none of them does. One per task and contract.
 */
final class RowStage {
    private static final Outcome.Rejected OVERSIZE = new Outcome.Rejected(RejectReason.OVERSIZE, "");

    private final int input;
    private final RowMerger merger;
    private final RowPlan.Judge judge;
    private final KeyValueStore<Bytes, byte[]> store;
    private final Map<Integer, Served> ports;
    private final Map<Integer, Outcome> outcomes = new HashMap<>();
    private int leader = -1;
    private boolean keepsRow;
    private List<Flags.Repair> repairs = List.of();

    /** An output port of the contract. */
    record Served(PortWriter writer, int schemaId) {
        OutputPort port() {
            return writer.port();
        }
    }

    /**
     * @param input the input's place in the contract
     * @param ports by their index among the input's output ports
     */
    RowStage(RowPlan plan, int input, KeyValueStore<Bytes, byte[]> store, Map<Integer, Served> ports) {
        this.input = input;
        this.merger = new RowMerger(plan.layout());
        this.judge = plan.newJudge();
        this.store = store;
        this.ports = Map.copyOf(ports);
    }

    /** Forgets the last record. */
    void begin() {
        leader = -1;
        keepsRow = false;
        outcomes.clear();
    }

    /** The port that the record at hand was evaluated for; the others of the contract share its verdict. */
    int leader() {
        return leader;
    }

    /** The verdict of a port on the record at hand. */
    Outcome evaluate(int port, RecordReader reader, StandardHeaders headers, String flag) {
        if (leader < 0) {
            leader = port;
            Outcome outcome = reader.plan().evaluate(port, reader.row());
            repairs = List.copyOf(reader.plan().repairs(reader.row()));
            if (outcome instanceof Outcome.Part part) {
                merge(part, headers, flag);
            } else {
                ports.keySet().forEach(each -> outcomes.put(each, outcome));
                if (outcome instanceof Outcome.Rejected) {
                    rejected(port, reader);
                }
            }
        }
        if (keepsRow) {
            headers.operation(Operation.UPDATE);
        }
        Outcome outcome = outcomes.get(port);
        if (outcome == null) {
            throw new IllegalStateException("port " + port + " serves another contract");
        }
        return outcome;
    }

    /** The rules whose violations were mended in the record at hand. */
    List<Flags.Repair> repairs() {
        return repairs;
    }

    /** Notes that the record at hand was rejected, by this stage or before. */
    void rejected(int port, RecordReader reader) {
        reader.plan().named(port, reader.row()).ifPresent(this::doubt);
    }

    private void doubt(Outcome.Part part) {
        Bytes key = Bytes.wrap(part.key());
        merger.reject(input, part, store.get(key)).ifPresent(bytes -> store.put(key, bytes));
    }

    private void merge(Outcome.Part part, StandardHeaders headers, String flag) {
        Bytes key = Bytes.wrap(part.key());
        MergedRow merged = merger.merge(input, part, store.get(key));
        var flags = new Flags();
        Outcome.@Nullable Rejected refused = null;
        if (merged instanceof MergedRow.Refused why) {
            refused = why.why();
        } else if (merged instanceof MergedRow.Row row && row.record().isPresent()) {
            refused = judge.judge(row.record().get(), flags);
        }
        if (refused == null && merged instanceof MergedRow.Row row) {
            keepsRow = part.change() == Change.DELETED && input != 0;
            String text = joined(row.flags(), flags.text());
            ports.forEach((index, served) -> outcomes.put(index, outcome(part, row, served, text)));
            if (allFit(headers, flag)) {
                row.stored().ifPresentOrElse(bytes -> store.put(key, bytes), () -> store.delete(key));
                return;
            }
            refused = OVERSIZE;
            keepsRow = false;
        }
        Outcome.Rejected verdict = refused == null ? OVERSIZE : refused;
        ports.keySet().forEach(index -> outcomes.put(index, verdict));
        doubt(part);
    }

    private boolean allFit(StandardHeaders headers, String flag) {
        for (Map.Entry<Integer, Served> each : ports.entrySet()) {
            if (outcomes.get(each.getKey()) instanceof Outcome.Accepted accepted
                    && !each.getValue()
                            .writer()
                            .fits(headers, accepted.key(), accepted.value(), joined(accepted.flags(), flag))) {
                return false;
            }
        }
        return true;
    }

    static String joined(String some, String more) {
        return some.isEmpty() || more.isEmpty() ? some + more : some + "," + more;
    }

    private Outcome outcome(Outcome.Part part, MergedRow.Row row, Served served, String flags) {
        boolean latest = served.port().view() == OutputPort.View.LATEST;
        if (part.change() == Change.DELETED && input == 0) {
            if (latest || served.port().deletes() == OutputPort.Deletes.TOMBSTONE) {
                // Also of a row that never left: a reader loses nothing by it, and what was before is not known for
                // ever.
                return new Outcome.Accepted(part.key(), null, "");
            }
            return row.last()
                    .<Outcome>map(last -> new Outcome.Accepted(part.key(), framed(last, served), flags))
                    .orElse(Outcome.Filtered.INSTANCE);
        }
        Optional<byte[]> record = row.record();
        if (record.isPresent()) {
            return new Outcome.Accepted(part.key(), framed(record.get(), served), flags);
        }
        if (row.wasComplete() && latest) {
            return new Outcome.Retracted(part.key());
        }
        return part.change() == Change.LEFT ? Outcome.Filtered.INSTANCE : Outcome.Waiting.INSTANCE;
    }

    private static byte[] framed(byte[] record, Served served) {
        byte[] value = new byte[ConfluentFraming.HEADER_LENGTH + record.length];
        ConfluentFraming.writeHeader(value, served.schemaId());
        System.arraycopy(record, 0, value, ConfluentFraming.HEADER_LENGTH, record.length);
        return value;
    }
}
