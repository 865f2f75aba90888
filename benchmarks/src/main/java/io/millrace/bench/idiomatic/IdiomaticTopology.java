package io.millrace.bench.idiomatic;

import io.millrace.bench.load.Events;
import io.millrace.contracts.avro.ContractSchema;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.topology.ProductParts;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The product {@code checks}, or {@code json} whose input are changes in Debezium's JSON, written by hand. */
public final class IdiomaticTopology {
    private static final String STORE = "event-ids";
    private static final Duration WINDOW = Duration.ofDays(1);

    private final Product product;
    private final SchemaRegistry registry;
    private final KeyRing keys;
    private final LongAdder duplicates;

    /** @param duplicates counts what is dropped */
    public IdiomaticTopology(Product product, SchemaRegistry registry, KeyRing keys, LongAdder duplicates) {
        this.product = product;
        this.registry = registry;
        this.keys = keys;
        this.duplicates = duplicates;
    }

    /** Settings beside those of the product. */
    public static Map<String, Object> settings() {
        return Map.of(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksTuning.class);
    }

    public Topology build() {
        OutputPort port = product.outputPorts().get(0);
        Schema events = registry.schemaById(Events.SCHEMA_ID).orElseThrow();
        Schema schema = ContractSchema.of(port.contract());
        int schemaId =
                registry.idOf(ProductParts.valueSubject(port.topic()), schema).orElseThrow();
        Supplier<FramedAvro> avro = () -> new FramedAvro(events, schema, schemaId);
        boolean changes = product.inputPorts().get(0).format().isChange();
        Supplier<? extends EventReader> reader = changes ? () -> new ChangeTree(events) : avro;

        var builder = new StreamsBuilder();
        ProcessorSupplier<String, Parsed, String, Parsed> deduplicate = changes ? this::dropEarlier : this::deduplicate;
        builder.addStateStore(changes ? lastPositions() : eventIds());
        Map<String, KStream<String, Parsed>> branches = builder.stream(
                        product.inputPorts().get(0).topic(), Consumed.with(Serdes.String(), Serdes.ByteArray()))
                .processValues(() -> new Parse(reader), Named.as("parse"))
                .split(Named.as("events-"))
                .branch((key, event) -> event.record() != null, Branched.as("good"))
                .defaultBranch(Branched.as("bad"));
        branch(branches, "events-bad")
                .mapValues(Parsed::raw, Named.as("raw"))
                .to(product.deadLetterTopic(), Produced.with(Serdes.String(), Serdes.ByteArray()));
        branch(branches, "events-good")
                .process(deduplicate, Named.as("deduplicate"), STORE)
                .process(
                        () -> new Mask(schema, port.contract().reference(), changes ? "c" : "e", avro, keys),
                        Named.as("mask"))
                .to(port.topic(), Produced.with(Serdes.String(), Serdes.ByteArray()));
        return builder.build();
    }

    private static StoreBuilder<?> eventIds() {
        return Stores.windowStoreBuilder(
                Stores.persistentWindowStore(STORE, WINDOW, WINDOW, false), Serdes.String(), Serdes.Long());
    }

    private static StoreBuilder<?> lastPositions() {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(STORE), Serdes.String(), Serdes.Long())
                .withCachingEnabled();
    }

    private Processor<String, Parsed, String, Parsed> deduplicate() {
        return new Deduplicate(STORE, WINDOW, duplicates);
    }

    private Processor<String, Parsed, String, Parsed> dropEarlier() {
        return new DropEarlier(STORE, duplicates);
    }

    private static KStream<String, Parsed> branch(Map<String, KStream<String, Parsed>> branches, String name) {
        return java.util.Objects.requireNonNull(branches.get(name), name);
    }
}
