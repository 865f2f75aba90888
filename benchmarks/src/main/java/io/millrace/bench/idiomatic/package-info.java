/**
 * What an experienced developer would write by hand for the same contract: Kafka Streams' DSL, Avro's
 * {@code GenericRecord}, a RocksDB window store that remembers event ids. Tuned where tuning is common practice:
 * decoders, encoders and MACs are reused, RocksDB has bloom filters, a block cache and large write buffers.
 */
@NullMarked
package io.millrace.bench.idiomatic;

import org.jspecify.annotations.NullMarked;
