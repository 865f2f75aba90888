package io.millrace.bench.step;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.bench.idiomatic.IdiomaticTopology;
import io.millrace.bench.mesh.BenchMesh;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.runtime.identity.MemoryBudget;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.lifecycle.ProductRuntime;
import io.millrace.runtime.lifecycle.RuntimeSettings;
import io.millrace.runtime.metrics.BalanceBoard;
import io.millrace.runtime.metrics.LatencyBoards;
import io.millrace.runtime.metrics.RuleBoard;
import io.millrace.runtime.quality.MetricBoard;
import io.millrace.runtime.topology.GovernedTopology;
import io.millrace.runtime.topology.IndexStart;
import io.millrace.runtime.topology.ProductParts;
import io.millrace.runtime.topology.TopologyEnvironment;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/** Makes the pipeline of a step. */
final class Pipelines {
    /** Room for every event of a long run. */
    private static final long INDEX_MEMORY = 512L << 20;

    private final StepSettings settings;
    private final Product product;
    private final SchemaRegistry registry;
    private final KeyRing keys;

    Pipelines(StepSettings settings) throws IOException {
        this.settings = settings;
        BenchMesh mesh = BenchMesh.load(settings.directory());
        this.product = mesh.product(settings.step().product(), settings.names());
        this.registry = mesh.registry(product);
        this.keys = KeyRing.load(settings.keys());
    }

    Pipeline make() {
        return switch (settings.step()) {
            case R0, R0_EXACTLY_ONCE, R0_JSON -> new RawCopy(settings, product);
            case PASS_THROUGH -> streams(passThrough(), () -> 0);
            case STRUCTURE, MASKS, IDENTITY, CHECKS -> topologyOfProduct();
            case FULL, FULL_JSON -> new RuntimePipeline(ProductRuntime.create(product, runtimeSettings()));
            case IDIOMATIC, IDIOMATIC_JSON -> idiomatic();
        };
    }

    private Topology passThrough() {
        var builder = new StreamsBuilder();
        builder.stream(settings.names().input(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .to(settings.names().output(), Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
        return builder.build();
    }

    private Pipeline topologyOfProduct() {
        var board = new BalanceBoard();
        var environment = new TopologyEnvironment(
                board,
                new LatencyBoards(new SimpleMeterRegistry(), product.qualifiedName()),
                new RuleBoard(new SimpleMeterRegistry(), product.qualifiedName()),
                new MetricBoard(),
                new MemoryBudget(INDEX_MEMORY),
                IndexStart.BEGINNING,
                Map.of(),
                Map.of(),
                InstantSource.system(),
                reason -> {
                    throw new IllegalStateException(reason);
                },
                Set.of(),
                Pipelines.class.getClassLoader());
        Topology topology = GovernedTopology.build(ProductParts.resolve(product, registry, keys), environment);
        String input = product.inputPorts().get(0).name();
        String output = product.outputPorts().get(0).name();
        return streams(topology, () -> board.of(input, output).duplicates());
    }

    private RuntimeSettings runtimeSettings() {
        return new RuntimeSettings(
                Map.of("bootstrap.servers", settings.bootstrapServers()),
                registry,
                keys,
                settings.directory().resolve("state"),
                "bench",
                settings.threads(),
                INDEX_MEMORY,
                new SimpleMeterRegistry(),
                Set.of(),
                Pipelines.class.getClassLoader(),
                Optional.empty());
    }

    private Pipeline idiomatic() {
        var duplicates = new LongAdder();
        return streams(new IdiomaticTopology(product, registry, keys, duplicates).build(), duplicates::sum);
    }

    private Pipeline streams(Topology topology, java.util.function.LongSupplier duplicates) {
        var properties = RunSettings.streams(settings, product);
        if (settings.step() == Step.IDIOMATIC || settings.step() == Step.IDIOMATIC_JSON) {
            properties.putAll(IdiomaticTopology.settings());
        }
        return new StreamsPipeline(settings, topology, properties, duplicates);
    }
}
