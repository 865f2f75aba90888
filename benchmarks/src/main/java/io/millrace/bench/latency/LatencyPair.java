package io.millrace.bench.latency;

/**
 * Latencies under the same load.
 *
 * @param product of the whole product
 * @param copy of the raw copy with the same guarantee and settings: what Kafka and the machine take for themselves
 */
public record LatencyPair(LatencyResult product, LatencyResult copy) {}
