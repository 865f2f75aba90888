package io.millrace.runtime.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.contracts.product.OutputPort;
import io.millrace.runtime.metrics.LatencyBoard;
import io.millrace.runtime.metrics.RuleBoard;
import io.millrace.runtime.plan.RecordPlan;
import io.millrace.runtime.record.Flags;
import io.millrace.runtime.record.Outcome;
import io.millrace.runtime.record.RejectReason;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Sends what one output port accepts to its sink. */
final class PortWriter {
    private static final Pattern COMMA = Pattern.compile(",");

    private final OutputPort port;
    private final String sink;
    private final int largestRecord;
    private final LatencyBoard latency;
    private final RuleBoard rules;
    private final Header contract;

    PortWriter(OutputPort port, String sink, int largestRecord, LatencyBoard latency, RuleBoard rules) {
        this.port = port;
        this.sink = sink;
        this.largestRecord = largestRecord;
        this.latency = latency;
        this.rules = rules;
        this.contract = new RecordHeader(
                HeaderNames.CONTRACT, port.contract().reference().getBytes(UTF_8));
    }

    OutputPort port() {
        return port;
    }

    /** Whether a record is not too large. */
    boolean fits(StandardHeaders standard, byte[] key, byte @Nullable [] value, String flags) {
        return RecordSize.of(key, value, standard.of(contract, flags)) <= largestRecord;
    }

    /** Sends a record, unless it is too large: then false, and nothing is sent. */
    boolean send(
            ProcessorContext<byte[], byte[]> context,
            StandardHeaders standard,
            byte[] key,
            byte @Nullable [] value,
            String flags,
            long timestamp) {
        Headers headers = standard.of(contract, flags);
        if (RecordSize.of(key, value, headers) > largestRecord) {
            return false;
        }
        context.forward(new Record<>(key, value, timestamp, headers), sink);
        return true;
    }

    /** Counts the rules that a record broke which left all the same. */
    void notePassed(String flags, List<Flags.Repair> repairs) {
        for (int i = 0; i < repairs.size(); i++) {
            rules.count(port.name(), repairs.get(i).rule(), repairs.get(i).action());
        }
        if (!flags.isEmpty()) {
            COMMA.splitAsStream(flags).forEach(rule -> rules.count(port.name(), rule, "flag"));
        }
    }

    /** Counts the rule that rejected a record, where one did. */
    void noteRejected(Outcome.Rejected rejected) {
        if (rejected.reason() == RejectReason.RULE_VIOLATED) {
            rules.count(port.name(), rejected.element(), "reject");
        }
    }

    /** Notes how long the record took, where the contract promises a latency. */
    void noteLatency(long eventTimeMillis, long nowMillis) {
        if (eventTimeMillis != RecordPlan.NO_TIME) {
            latency.record(nowMillis - eventTimeMillis);
        }
    }
}
