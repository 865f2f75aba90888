package io.millrace.runtime.code;

import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.product.OutputPort;
import io.millrace.product.OutputPorts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/** The output ports that the code is handed. */
final class CodeOutputs implements OutputPorts {
    private final SchemaRegistry handedOver;
    private final Map<String, Port> ports = new LinkedHashMap<>();

    CodeOutputs(SchemaRegistry handedOver) {
        this.handedOver = handedOver;
    }

    static String node(String port) {
        return port + "-handover";
    }

    /** The store of the first failure behind a node that hands over. */
    static String failure(String node) {
        return node + "-failure";
    }

    void add(String name, Schema schema) {
        ports.put(name, new Port(name, schema, handedOver));
    }

    @Override
    public OutputPort port(String name) {
        Port port = ports.get(name);
        if (port == null) {
            throw new IllegalArgumentException("there is no output port '" + name + "'; there are " + ports.keySet());
        }
        return port;
    }

    List<String> unfed() {
        return ports.values().stream().filter(port -> !port.fed).map(Port::name).toList();
    }

    private static final class Port implements OutputPort {
        private final String name;
        private final Schema schema;
        private final SchemaRegistry handedOver;
        private boolean fed;

        Port(String name, Schema schema, SchemaRegistry handedOver) {
            this.name = name;
            this.schema = schema;
            this.handedOver = handedOver;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Schema schema() {
            return schema;
        }

        @Override
        public void accept(KStream<String, ? extends IndexedRecord> rows) {
            if (fed) {
                throw new IllegalStateException("output port '" + name
                        + "' was handed a stream before; merge the streams, so that the rows of one key have an order");
            }
            fed = true;
            String node = node(name);
            // A stream of rows of one class is a stream of rows: none is put into it here.
            @SuppressWarnings("unchecked")
            KStream<String, IndexedRecord> any = (KStream<String, IndexedRecord>) rows;
            any.process(() -> new HandedOverRows(node, handedOver), Named.as(node));
        }
    }
}
