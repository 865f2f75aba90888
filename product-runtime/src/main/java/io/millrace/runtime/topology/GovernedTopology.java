package io.millrace.runtime.topology;

import io.millrace.contracts.product.Identity;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.product.RowContract;
import io.millrace.runtime.code.CodedTopology;
import io.millrace.runtime.code.FirstFailure;
import io.millrace.runtime.code.OpenTopology;
import io.millrace.runtime.identity.Window;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.TopologyException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Builds the topology of a product: one sub-topology per input port that an output port reads; inputs that one contract
 * merges are in one. Where the product has a Java topology, what that hands over at each output port is judged in the
 * place of inputs. Contacts nobody.
 */
public final class GovernedTopology {
    private static final Serializer<byte[]> WRITE = new ByteArraySerializer();
    private static final Deserializer<byte[]> READ = new ByteArrayDeserializer();
    private static final Serde<byte[]> BYTES = Serdes.ByteArray();

    private GovernedTopology() {}

    /** The topology; it may be run once, with the settings of {@link StreamsSettings}. */
    public static OpenTopology build(ProductParts parts, TopologyEnvironment environment) {
        if (parts.product().topology().isPresent()) {
            return governed(parts, environment);
        }
        var topology = new OpenTopology();
        for (InputPort input : parts.product().inputPorts()) {
            var assembly = new TaskAssembly(parts, input, environment);
            if (!assembly.outputs().isEmpty()) {
                add(
                        topology,
                        input,
                        assembly,
                        parts.product().deadLetterTopic(),
                        parts.product().delivery().mayRepeat());
                parts.product()
                        .delivery()
                        .periods()
                        .ifPresent(periods -> topology.addSink(
                                NodeNames.periods(input), periods.topic(), WRITE, WRITE, NodeNames.processor(input)));
            }
        }
        rowStores(parts.product())
                .forEach((contract, processors) ->
                        topology.addStateStore(rows(contract), processors.toArray(String[]::new)));
        return topology;
    }

    private static OpenTopology governed(ProductParts parts, TopologyEnvironment environment) {
        OpenTopology topology = parts.coded(environment.classes());
        try {
            for (OutputPort output : parts.product().outputPorts()) {
                parts.product().judgedInputs().stream()
                        .filter(judged -> judged.name().equals(output.name()))
                        .forEach(judged -> judge(topology, judged, output, parts, environment));
            }
        } catch (TopologyException taken) {
            throw new UnresolvedException(
                    List.of("Java topology: a name of its own is one of the runtime's: " + taken.getMessage()));
        }
        return topology;
    }

    private static void judge(
            Topology topology,
            InputPort judged,
            OutputPort output,
            ProductParts parts,
            TopologyEnvironment environment) {
        var assembly = new TaskAssembly(parts, judged, environment);
        String processor = NodeNames.processor(judged);
        String handover = CodedTopology.handover(output);
        String failure = CodedTopology.failure(output);
        topology.addStateStore(new StoreFactory<>(failure, () -> new FirstFailure(failure)), handover);
        topology.addProcessor(processor, () -> new InputProcessor(assembly), handover);
        topology.addStateStore(persistent(judged), processor);
        topology.addStateStore(ledger(NodeNames.ledger(judged)), processor);
        addSinks(topology, judged, assembly, parts.product().deadLetterTopic());
    }

    private static void addSinks(Topology topology, InputPort input, TaskAssembly assembly, String deadLetterTopic) {
        String processor = NodeNames.processor(input);
        for (OutputPort output : assembly.outputs()) {
            topology.addSink(NodeNames.sink(input, output), output.topic(), WRITE, WRITE, processor);
        }
        topology.addSink(NodeNames.deadLetters(input), deadLetterTopic, WRITE, WRITE, processor);
    }

    /** The contracts that keep rows, and the processors that bring parts of them. */
    private static Map<RowContract, List<String>> rowStores(Product product) {
        Map<RowContract, List<String>> stores = new LinkedHashMap<>();
        for (OutputPort output : product.outputPorts()) {
            RowContract contract = output.contract();
            if (contract.inputs().keepsRows()) {
                stores.put(
                        contract,
                        product.inputPorts().stream()
                                .filter(input -> contract.reads(input.name()))
                                .map(NodeNames::processor)
                                .toList());
            }
        }
        return stores;
    }

    /** On disk, because there are as many rows as keys; compacted, and within the contract's limit where it has one. */
    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> rows(RowContract contract) {
        Map<String, String> settings = new HashMap<>();
        settings.put(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.3");
        contract.serviceLevels().maximumRetention().ifPresent(limit -> {
            settings.put(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, Long.toString(limit.toMillis()));
            settings.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(limit.toMillis()));
        });
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(NodeNames.rows(contract)), Serdes.Bytes(), BYTES)
                .withCachingEnabled()
                .withLoggingEnabled(settings);
    }

    private static void add(
            Topology topology, InputPort input, TaskAssembly assembly, String deadLetterTopic, boolean mayRepeat) {
        String processor = NodeNames.processor(input);
        if (input.identity() instanceof Identity.EventId eventId) {
            Window window = Window.of(eventId.window());
            topology.addReadOnlyStateStore(
                    new StoreFactory<>(NodeNames.eventIds(input), () -> assembly.eventIdStore(window)),
                    NodeNames.source(input),
                    new BrokerTime(),
                    READ,
                    READ,
                    input.topic(),
                    processor,
                    withoutDeclaredOutput(() -> new InputProcessor(assembly)));
        } else {
            topology.addSource(
                    AutoOffsetReset.none(), NodeNames.source(input), new BrokerTime(), READ, READ, input.topic());
            topology.addProcessor(processor, () -> new InputProcessor(assembly), NodeNames.source(input));
            topology.addStateStore(persistent(input), processor);
        }
        // Without a transaction, the order of writes is all that a changelog keeps; a cache would not keep it.
        topology.addStateStore(
                mayRepeat ? ledger(NodeNames.ledger(input)).withCachingDisabled() : ledger(NodeNames.ledger(input)),
                processor);
        addSinks(topology, input, assembly, deadLetterTopic);
    }

    private static StoreBuilder<? extends StateStore> persistent(InputPort input) {
        if (input.identity() instanceof Identity.LatestVersion) {
            return VersionStore.builder(NodeNames.versions(input));
        }
        String anchor = NodeNames.anchor(input);
        return new StoreFactory<>(anchor, () -> new ProcessIdAnchor(anchor));
    }

    /** A read-only store's processor is declared without output, yet sinks may hang on it by name (KIP-813). */
    @SuppressWarnings("unchecked")
    private static ProcessorSupplier<byte[], byte[], Void, Void> withoutDeclaredOutput(
            ProcessorSupplier<byte[], byte[], byte[], byte[]> supplier) {
        return (ProcessorSupplier<byte[], byte[], Void, Void>) (ProcessorSupplier<byte[], byte[], ?, ?>) supplier;
    }

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> ledger(String name) {
        return Stores.keyValueStoreBuilder(LedgerStore.supplier(name), Serdes.Bytes(), BYTES)
                .withCachingEnabled()
                .withLoggingEnabled(Map.of(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1"));
    }
}
