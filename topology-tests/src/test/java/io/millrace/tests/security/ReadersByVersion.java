package io.millrace.tests.security;

import io.millrace.product.InputPort;
import io.millrace.product.InputPorts;
import io.millrace.product.OutputPort;
import io.millrace.product.OutputPorts;
import io.millrace.product.ProductTopology;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.KeyValueStore;

/** Counts by another key than the record's, so that it needs a repartition topic and a store with a changelog. */
public final class ReadersByVersion implements ProductTopology {
    @Override
    public void build(StreamsBuilder builder, InputPorts inputs, OutputPorts outputs) {
        InputPort readers = inputs.port("readers");
        OutputPort port = outputs.port("readers-by-version");
        port.accept(readers.stream()
                .groupBy(
                        (reader, row) -> row.get("version").toString(),
                        Grouped.with("readers-by-version", Serdes.String(), readers.serde()))
                .count(Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as("counts")
                        .withKeySerde(Serdes.String())
                        .withValueSerde(Serdes.Long()))
                .toStream()
                .mapValues((version, count) -> (GenericRecord) new GenericRecordBuilder(port.schema())
                        .set("version", Long.parseLong(version))
                        .set("readers", count)
                        .build()));
    }
}
