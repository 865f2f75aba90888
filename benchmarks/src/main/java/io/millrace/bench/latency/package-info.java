/**
 * The open-loop latency run: a sender that keeps its schedule whatever happens, and a reader of committed outputs, in a
 * process of their own. Depends on Kafka clients and the load.
 */
@NullMarked
package io.millrace.bench.latency;

import org.jspecify.annotations.NullMarked;
