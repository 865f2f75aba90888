package io.millrace.runtime.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Periods;
import io.millrace.contracts.product.Product;
import io.millrace.runtime.metrics.PortBalance;
import io.millrace.runtime.metrics.TaskBalance;
import io.millrace.runtime.period.PeriodCounts;
import io.millrace.runtime.period.PeriodRecord;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says for each period of a partition, once, that it is complete. One per task of a product that declares periods. */
final class PeriodStage {
    private static final Logger LOG = LoggerFactory.getLogger(PeriodStage.class);

    private final Product product;
    private final InputPort input;
    private final List<OutputPort> outputs;
    private final TaskBalance balance;
    private final PeriodLedger ledger;
    private final PeriodCounts counts;
    private final int partitions;
    private final int schemaId;

    PeriodStage(
            Product product,
            Periods periods,
            InputPort input,
            List<OutputPort> outputs,
            KeyValueStore<Bytes, byte[]> store,
            TaskBalance balance,
            int partitions,
            int schemaId) {
        this.product = product;
        this.input = input;
        this.outputs = outputs;
        this.balance = balance;
        this.partitions = partitions;
        this.schemaId = schemaId;
        int width = 1 + outputs.size() * TaskBalance.COUNTS;
        String layout =
                periods.length() + " " + outputs.stream().map(OutputPort::name).collect(Collectors.joining(" "));
        this.ledger = new PeriodLedger(store, layout, width);
        this.counts = new PeriodCounts(
                periods.length().toMillis(), periods.grace().toMillis(), width, target -> totals(balance, target));
        ledger.load(counts);
    }

    private static void totals(TaskBalance balance, long[] target) {
        target[PeriodCounts.RECORDS] = balance.records();
        balance.copyAll(target, 1);
    }

    /** Before a record is judged. */
    void begin(long brokerMillis, long nowMillis) {
        counts.begin(brokerMillis, nowMillis);
    }

    /** After a record was judged, and now and then. */
    void end(ProcessorContext<byte[], byte[]> context, long nowMillis) {
        for (PeriodCounts.Complete period : counts.complete(balance.readUntilMillis())) {
            send(context, period, nowMillis);
        }
        if (counts.isChanged()) {
            ledger.save(counts);
        }
    }

    private void send(ProcessorContext<byte[], byte[]> context, PeriodCounts.Complete period, long nowMillis) {
        Map<PeriodRecord.Port, PortBalance> ports = new LinkedHashMap<>();
        for (int port = 0; port < outputs.size(); port++) {
            int from = 1 + port * TaskBalance.COUNTS;
            long[] ofPort = Arrays.copyOfRange(period.counts(), from, from + TaskBalance.COUNTS);
            OutputPort output = outputs.get(port);
            ports.put(new PeriodRecord.Port(output.name(), output.contract().reference()), TaskBalance.read(ofPort));
        }
        var record = new PeriodRecord(
                product.qualifiedName(),
                product.version(),
                input.name(),
                input.topic(),
                balance.partition(),
                partitions,
                period,
                ports);
        if (!record.balanced() && !period.partial()) {
            LOG.error(
                    "Product {}, input port {}: the verdicts on the records of {} of partition {} do not add up; the"
                            + " record of the period says so",
                    product.qualifiedName(),
                    input.name(),
                    java.time.Instant.ofEpochMilli(period.startMillis()),
                    balance.partition());
        }
        balance.periodComplete(period.endMillis());
        context.forward(
                new Record<>(record.key().getBytes(UTF_8), record.value(schemaId), nowMillis),
                NodeNames.periods(input));
    }
}
