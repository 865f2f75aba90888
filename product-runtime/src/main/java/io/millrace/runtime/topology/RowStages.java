package io.millrace.runtime.topology;

import io.millrace.runtime.record.Flags;
import io.millrace.runtime.record.Outcome;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The verdicts of all output ports of an input: by its record plan alone, or with what is known of the row. */
final class RowStages {
    private final Map<Integer, RowStage> byPort;
    private final List<RowStage> stages;

    /** @param byPort of the ports whose contract keeps rows */
    RowStages(Map<Integer, RowStage> byPort) {
        this.byPort = Map.copyOf(byPort);
        this.stages = List.copyOf(Set.copyOf(byPort.values()));
    }

    /** Forgets the last record. */
    void begin() {
        for (int i = 0; i < stages.size(); i++) {
            stages.get(i).begin();
        }
    }

    Outcome evaluate(int port, RecordReader reader, StandardHeaders headers, String flag) {
        RowStage stage = byPort.get(port);
        return stage == null ? reader.plan().evaluate(port, reader.row()) : stage.evaluate(port, reader, headers, flag);
    }

    /**
     * Notes that the record at hand was rejected before the stages saw it.
     *
     * @param admitted the ports that rejected it, as bits
     */
    void rejected(long admitted, RecordReader reader) {
        Set<RowStage> told = new HashSet<>();
        byPort.forEach((port, stage) -> {
            if ((admitted >>> port & 1) != 0 && told.add(stage)) {
                stage.rejected(port, reader);
            }
        });
    }

    /** The rules whose violations were mended when the port last judged a record. */
    List<Flags.Repair> repairs(int port, RecordReader reader) {
        RowStage stage = byPort.get(port);
        return stage == null ? reader.plan().repairs(reader.row()) : stage.repairs();
    }

    /** The metrics of the port's contract that count the row. */
    long metricHits(int port, RecordReader reader) {
        return reader.plan().metricHits(leader(port), reader.row());
    }

    /** The time that the port's latency counts from. */
    long serviceLevelTimeMillis(int port, RecordReader reader) {
        return reader.plan().serviceLevelTimeMillis(leader(port), reader.row());
    }

    private int leader(int port) {
        RowStage stage = byPort.get(port);
        return stage == null ? port : stage.leader();
    }
}
