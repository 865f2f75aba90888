/**
 * What a record costs on this machine: the ladder from a raw copy of bytes to the whole product, on a real broker in a
 * process of its own, each step in a fresh JVM; and what a captured row costs, beside Debezium's bare engine; and what the gateway
 * takes. {@link io.millrace.bench.Bench}, {@link io.millrace.bench.IngestBench} and {@link
 * io.millrace.bench.GatewayBench} are the entries; nothing here is used by the product.
 *
 * <p>Depends on the runtime, ingestion, the contracts and the embedded parts.
 */
@NullMarked
package io.millrace.bench;

import org.jspecify.annotations.NullMarked;
