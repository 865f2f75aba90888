package io.millrace.product;

import org.apache.kafka.streams.StreamsBuilder;

/**
 * The code of a data product that a contract alone cannot say: joins, aggregates, windows, in plain Kafka Streams. The
 * product's descriptor names the implementing class, which has a public constructor without parameters.
 *
 * <p>The code reads input ports, which hold masked values only, and hands a stream over to every output port, which
 * checks, masks and writes it as its contract says. Everything between is Kafka Streams' own API. State stores and
 * repartitions need names ({@code Materialized.as}, {@code Grouped.as}, {@code StreamJoined.as}): their topics bear
 * them. Refused before any record is read: a topic read or written past the ports, internal resources without a name,
 * an output port without a stream. What a lambda, a processor or its punctuator throws stops the product, without the
 * error's text; what fails behind an output port does so even where the code catches it.
 */
public interface ProductTopology {
    /**
     * Builds the topology. Called at each start, and to find out what the topology needs, so it must not contact
     * anybody, and must build the same each time.
     *
     * @param builder for stores and processors of its own; it reads no topics, and does not give the topology away
     * @param inputs the input ports of the product
     * @param outputs the output ports of the product
     */
    void build(StreamsBuilder builder, InputPorts inputs, OutputPorts outputs);
}
