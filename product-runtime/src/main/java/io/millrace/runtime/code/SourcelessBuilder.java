package io.millrace.runtime.code;

import io.millrace.product.InputPort;
import io.millrace.product.OutputPort;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.GlobalKTable;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * A builder whose topics are read by input ports alone: any other source is refused where it is asked for, and the
 * topology, to which sources could be added by name, is not given away. So every source that it has beside the ports'
 * is a repartition that Kafka Streams has made itself.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnsynchronizedOverridesSynchronized"}) // they refuse, and touch nothing
final class SourcelessBuilder extends StreamsBuilder {
    private static final Map<String, Object> SETTINGS = Map.of(
            StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
            true,
            StreamsConfig.PROCESSOR_WRAPPER_CLASS_CONFIG,
            GuardedProcessors.class.getName());

    SourcelessBuilder() {
        super(new TopologyConfig(new SilentConfig(SETTINGS)));
    }

    @Override
    protected Topology newTopology(TopologyConfig settings) {
        return new OpenTopology(settings);
    }

    /** Refuses stores and repartitions that the code gave no name: their topics would change with the code. */
    void checkNames() {
        internalTopologyBuilder.checkUnprovidedNames();
    }

    <K, V> KStream<K, V> read(String topic, Consumed<K, V> consumed) {
        return super.stream(List.of(topic), consumed);
    }

    <K, V> KTable<K, V> read(
            String topic, Consumed<K, V> consumed, Materialized<K, V, KeyValueStore<Bytes, byte[]>> store) {
        return super.table(topic, consumed, store);
    }

    /** The topology, once the code has built it. */
    OpenTopology finish() {
        return (OpenTopology) super.build(new Properties());
    }

    /** To the code, which would hold the topology that is judged and run. */
    @Override
    public Topology build() {
        return build(new Properties());
    }

    @Override
    public Topology build(Properties settings) {
        throw new IllegalStateException(
                "the topology is built by Millrace, not by its code; use the streams and tables of "
                        + InputPort.class.getSimpleName() + ", hand a stream to each "
                        + OutputPort.class.getSimpleName()
                        + ", and leave build() out");
    }

    private static IllegalArgumentException refused(Object topic) {
        return new IllegalArgumentException(
                "topic " + topic + " is read past the input ports; declare an input port that"
                        + " reads a contract, and take its stream or table from " + InputPort.class.getSimpleName());
    }

    @Override
    public <K, V> KStream<K, V> stream(String topic) {
        throw refused(topic);
    }

    @Override
    public <K, V> KStream<K, V> stream(String topic, Consumed<K, V> consumed) {
        throw refused(topic);
    }

    @Override
    public <K, V> KStream<K, V> stream(Collection<String> topics) {
        throw refused(topics);
    }

    @Override
    public <K, V> KStream<K, V> stream(Collection<String> topics, Consumed<K, V> consumed) {
        throw refused(topics);
    }

    @Override
    public <K, V> KStream<K, V> stream(Pattern topics) {
        throw refused(topics);
    }

    @Override
    public <K, V> KStream<K, V> stream(Pattern topics, Consumed<K, V> consumed) {
        throw refused(topics);
    }

    @Override
    public <K, V> KTable<K, V> table(String topic) {
        throw refused(topic);
    }

    @Override
    public <K, V> KTable<K, V> table(String topic, Consumed<K, V> consumed) {
        throw refused(topic);
    }

    @Override
    public <K, V> KTable<K, V> table(String topic, Materialized<K, V, KeyValueStore<Bytes, byte[]>> store) {
        throw refused(topic);
    }

    @Override
    public <K, V> KTable<K, V> table(
            String topic, Consumed<K, V> consumed, Materialized<K, V, KeyValueStore<Bytes, byte[]>> store) {
        throw refused(topic);
    }

    @Override
    public <K, V> GlobalKTable<K, V> globalTable(String topic) {
        throw refused(topic);
    }

    @Override
    public <K, V> GlobalKTable<K, V> globalTable(String topic, Consumed<K, V> consumed) {
        throw refused(topic);
    }

    @Override
    public <K, V> GlobalKTable<K, V> globalTable(String topic, Materialized<K, V, KeyValueStore<Bytes, byte[]>> store) {
        throw refused(topic);
    }

    @Override
    public <K, V> GlobalKTable<K, V> globalTable(
            String topic, Consumed<K, V> consumed, Materialized<K, V, KeyValueStore<Bytes, byte[]>> store) {
        throw refused(topic);
    }

    @Override
    public <K, V> StreamsBuilder addGlobalStore(
            StoreBuilder<?> store,
            String topic,
            Consumed<K, V> consumed,
            ProcessorSupplier<K, V, Void, Void> processor) {
        throw refused(topic);
    }
}
