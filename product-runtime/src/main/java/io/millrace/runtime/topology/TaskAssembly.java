package io.millrace.runtime.topology;

import io.millrace.contracts.product.Identity;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Periods;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.product.ServiceLevels;
import io.millrace.runtime.deadletter.Coordinate;
import io.millrace.runtime.deadletter.DeadLetterWriter;
import io.millrace.runtime.identity.EventIdIndex;
import io.millrace.runtime.identity.Fingerprinter;
import io.millrace.runtime.identity.LatestVersions;
import io.millrace.runtime.identity.RejectLedger;
import io.millrace.runtime.identity.Window;
import io.millrace.runtime.metrics.TaskBalance;
import io.millrace.runtime.plan.RowPlan;
import io.millrace.runtime.record.Outcome;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Puts the parts of the tasks of one input port together. Shared by the tasks. */
final class TaskAssembly {
    /** Room for the key, the headers and the batch of a dead letter, and for encrypted growth. */
    private static final int DEAD_LETTER_OVERHEAD = 1024;

    /** Per task; some 150 MB of heap. */
    private static final int MOST_REJECTS = 1_000_000;

    private final ProductParts parts;
    private final InputPort input;
    private final List<OutputPort> outputs;
    private final TopologyEnvironment environment;
    private final BudgetWindow budget;
    private final IndexSnapshots snapshots;

    TaskAssembly(ProductParts parts, InputPort input, TopologyEnvironment environment) {
        this.parts = parts;
        this.input = input;
        this.outputs = parts.product().portsJudging(input);
        this.environment = environment;
        this.budget = new BudgetWindow(parts.product().failureBudget());
        this.snapshots = new IndexSnapshots(input, parts.keys().fingerprintKey(), environment.indexStart());
        if (outputs.size() >= Long.SIZE) {
            throw new IllegalArgumentException("input port " + input.name() + " feeds " + outputs.size()
                    + " output ports; at most " + (Long.SIZE - 1) + " can read one input. Split the product.");
        }
    }

    TopologyEnvironment environment() {
        return environment;
    }

    /** {@code <domain>.<product>}. */
    String product() {
        return parts.product().qualifiedName();
    }

    List<OutputPort> outputs() {
        return outputs;
    }

    /** Stands for the place of a row that a Java topology hands over because of the time, and not of a record. */
    Coordinate withoutRecord(int partition) {
        return new Coordinate(input.topic(), partition, 0);
    }

    EventIdStore eventIdStore(Window window) {
        return new EventIdStore(
                NodeNames.eventIds(input),
                input.topic(),
                () -> new EventIdIndex(window, environment.indexMemory(), environment.time()::millis),
                new EventIds(parts.keys().fingerprintKey()),
                RecordReader.readingBack(parts.plans(input), input.format()),
                environment.indexStart(),
                snapshots);
    }

    InputProcessor.Task assemble(ProcessorContext<byte[], byte[]> context) {
        KeyValueStore<Bytes, byte[]> store = context.getStateStore(NodeNames.ledger(input));
        Optional<Periods> periods = parts.product().delivery().periods();
        List<String> names = outputs.stream().map(OutputPort::name).toList();
        // The number of records is what the verdicts of a period are held against, so it must be exact.
        var ledger = periods.isPresent() ? new Ledger(store, names, 1) : new Ledger(store, names);
        var balance = new TaskBalance(
                input.name(),
                context.taskId().partition(),
                outputs.stream().map(OutputPort::name).toList());
        ledger.load(balance);
        environment.board().show(balance);
        List<PortWriter> writers = outputs.stream().map(this::writer).toList();
        return new InputProcessor.Task(
                reader(),
                new SnapshotAudience(parts.product().qualifiedName(), outputs),
                identity(context, ledger, balance),
                new EventTimeBounds(input.eventTime()),
                writers,
                rows(context, writers),
                deadLetters(),
                new StandardHeaders(),
                ledger,
                balance,
                TaskQuality.load(
                        outputs,
                        store,
                        balance,
                        environment.metrics(),
                        parts.keys().fingerprintKey(),
                        environment.time().millis()),
                periods.map(declared -> new PeriodStage(
                                parts.product(),
                                declared,
                                input,
                                outputs,
                                store,
                                balance,
                                environment.partitions(input.topic()),
                                parts.periodSchemaId()))
                        .orElse(null));
    }

    /** Counts a judged record against the failure budget; a spent one commits what was judged and stops the product. */
    void noteBudget(
            long arrivalMillis, Outcome.@Nullable Rejected rejection, ProcessorContext<byte[], byte[]> context) {
        String why = rejection == null
                ? null
                : rejection.reason().code() + (rejection.element().isEmpty() ? "" : " (" + rejection.element() + ")");
        budget.note(arrivalMillis, why).ifPresent(spent -> {
            context.commit();
            environment
                    .onBudgetSpent()
                    .accept("input port " + input.name() + ": " + spent
                            + ". Read the dead letters with `millrace dlq list`, mend the source or the contract, then start"
                            + " the product again.");
        });
    }

    private RecordReader reader() {
        return RecordReader.of(parts.plans(input), input.format());
    }

    private IdentityStage identity(ProcessorContext<byte[], byte[]> context, Ledger ledger, TaskBalance balance) {
        byte[] key = parts.keys().fingerprintKey();
        if (input.identity() instanceof Identity.EventId eventId) {
            EventIdStore store = context.getStateStore(NodeNames.eventIds(input));
            Window window = Window.of(eventId.window());
            if (!parts.product().delivery().mayRepeat()) {
                var rejects = new RejectLedger(ledger, MOST_REJECTS);
                ledger.load(rejects);
                return new EventIdStage(store, rejects, new EventIds(key), window, balance, environment.time());
            }
            var notes = new UndoLog(context.getStateStore(NodeNames.ledger(input)), ledger);
            notes.rollBack(environment
                    .indexStart()
                    .committedNow(
                            new TopicPartition(input.topic(), context.taskId().partition())));
            var rejects = new RejectLedger(notes, MOST_REJECTS);
            ledger.load(rejects);
            return new RepeatableStage(
                    new EventIdStage(store, rejects, new EventIds(key), window, balance, environment.time()),
                    notes,
                    environment.time());
        }
        if (input.identity() instanceof Identity.LatestVersion) {
            KeyValueStore<Bytes, byte[]> versions = context.getStateStore(NodeNames.versions(input));
            return new VersionStage(
                    new LatestVersions(
                            new VersionStore(versions),
                            outputs.stream().map(OutputPort::name).toList()),
                    key,
                    balance);
        }
        return input.identity() instanceof Identity.Position
                ? new PositionStage(ledger, new Fingerprinter(key), environment.acceptedEpochs())
                : IdentityStage.NONE;
    }

    private PortWriter writer(OutputPort output) {
        return new PortWriter(
                output,
                NodeNames.sink(input, output),
                environment.largestRecord(output.topic()),
                environment
                        .latencies()
                        .of(
                                output.name(),
                                output.contract().serviceLevels().latency().map(ServiceLevels.Latency::bound)),
                environment.rules());
    }

    private RowStages rows(ProcessorContext<byte[], byte[]> context, List<PortWriter> writers) {
        Map<String, Map<Integer, RowStage.Served>> served = new LinkedHashMap<>();
        for (int port = 0; port < outputs.size(); port++) {
            OutputPort output = outputs.get(port);
            if (output.contract().inputs().keepsRows()) {
                served.computeIfAbsent(NodeNames.rows(output.contract()), store -> new LinkedHashMap<>())
                        .put(port, new RowStage.Served(writers.get(port), parts.schemaId(output)));
            }
        }
        Map<Integer, RowStage> stages = new HashMap<>();
        served.forEach((store, ports) -> {
            RowPlan plan = parts.rows(ports.values().iterator().next().port());
            KeyValueStore<Bytes, byte[]> rows = context.getStateStore(store);
            var stage = new RowStage(plan, plan.layout().input(input.name()), rows, ports);
            ports.keySet().forEach(port -> stages.put(port, stage));
        });
        return new RowStages(stages);
    }

    private DeadLetterSink deadLetters() {
        Product product = parts.product();
        return new DeadLetterSink(
                product,
                input,
                NodeNames.deadLetters(input),
                new DeadLetterWriter(
                        parts.deadLetterSchemaId(),
                        parts.keys().sealingKey(),
                        environment.largestRecord(product.deadLetterTopic()) - DEAD_LETTER_OVERHEAD));
    }
}
