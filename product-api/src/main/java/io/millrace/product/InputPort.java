package io.millrace.product;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What another product serves, as this one reads it: keys are the canonical text of the primary key, values are in the
 * form of the contract that this product was built against, whatever version wrote them (Avro's schema resolution).
 * Strings are {@link String}, decimals {@link java.math.BigDecimal}, times classes of {@code java.time}.
 *
 * <p>A port is read once, as a stream or as a table; a stream can be used several times.
 */
public interface InputPort {
    /** Name of the port. */
    String name();

    /** Schema of the values. */
    Schema schema();

    /** Serde of the values of this port, for state that keeps them as they came. */
    Serde<GenericRecord> serde();

    /** The records in the order of their partitions; time is when the broker of the port's topic got them. */
    KStream<String, GenericRecord> stream();

    /**
     * The same with the time of the event, for windows. A time ahead of the broker's, or before 1970, counts as the
     * broker's: one record of the far future would make windows drop all others.
     */
    KStream<String, GenericRecord> stream(TimestampExtractor time);

    /** The latest row per key, kept in a store called {@code <port>-table}. For ports with {@code view: latest}. */
    KTable<String, GenericRecord> table();

    /** The same in a store of one's own making; keys and values have the serdes of the port. */
    KTable<String, GenericRecord> table(Materialized<String, GenericRecord, KeyValueStore<Bytes, byte[]>> store);
}
