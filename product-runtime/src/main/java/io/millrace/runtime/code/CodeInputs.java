package io.millrace.runtime.code;

import io.millrace.product.InputPort;
import io.millrace.product.InputPorts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.state.KeyValueStore;

/** The input ports that the code is handed. */
final class CodeInputs implements InputPorts {
    private final SourcelessBuilder builder;
    private final Map<String, Port> ports = new LinkedHashMap<>();

    CodeInputs(SourcelessBuilder builder) {
        this.builder = builder;
    }

    void add(io.millrace.contracts.product.InputPort port, PortSerde serde) {
        ports.put(port.name(), new Port(builder, port.name(), port.topic(), serde));
    }

    @Override
    public InputPort port(String name) {
        Port port = ports.get(name);
        if (port == null) {
            throw new IllegalArgumentException("there is no input port '" + name + "'; there are " + ports.keySet());
        }
        return port;
    }

    List<String> unread() {
        return ports.values().stream()
                .filter(port -> !port.read)
                .map(Port::name)
                .toList();
    }

    /** Names of the source nodes. */
    Set<String> sources() {
        return ports.values().stream().map(Port::source).collect(Collectors.toSet());
    }

    private static final class Port implements InputPort {
        private final SourcelessBuilder builder;
        private final String name;
        private final String topic;
        private final PortSerde serde;
        private boolean read;

        Port(SourcelessBuilder builder, String name, String topic, PortSerde serde) {
            this.builder = builder;
            this.name = name;
            this.topic = topic;
            this.serde = serde;
        }

        String source() {
            return name + "-source";
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Schema schema() {
            return serde.schema();
        }

        @Override
        public Serde<GenericRecord> serde() {
            return serde;
        }

        @Override
        public KStream<String, GenericRecord> stream() {
            return builder.read(topic, consumed(PortTime.OF_BROKER));
        }

        @Override
        public KStream<String, GenericRecord> stream(TimestampExtractor time) {
            return builder.read(topic, consumed(new PortTime(time)));
        }

        @Override
        public KTable<String, GenericRecord> table() {
            // A cached table is ahead of what it has forwarded: a join would then take back what was never sent.
            return table(Materialized.<String, GenericRecord, KeyValueStore<Bytes, byte[]>>as(name + "-table")
                    .withCachingDisabled());
        }

        @Override
        public KTable<String, GenericRecord> table(
                Materialized<String, GenericRecord, KeyValueStore<Bytes, byte[]>> store) {
            return builder.read(
                    topic,
                    consumed(PortTime.OF_BROKER),
                    store.withKeySerde(Serdes.String()).withValueSerde(serde));
        }

        private Consumed<String, GenericRecord> consumed(PortTime time) {
            if (read) {
                throw new IllegalStateException("input port '" + name
                        + "' is read twice; keep its stream or table in a variable, or make a table of the stream");
            }
            read = true;
            return Consumed.with(Serdes.String(), serde)
                    .withTimestampExtractor(time)
                    .withOffsetResetPolicy(AutoOffsetReset.none())
                    .withName(source());
        }
    }
}
