/**
 * What a record costs on this machine: the ladder from a raw copy of bytes to the whole product, on a real broker in a
 * process of its own, each step in a fresh JVM. {@link io.millrace.bench.Bench} is the entry; nothing here is used by
 * the product.
 *
 * <p>Depends on the runtime, the contracts and the embedded broker.
 */
@NullMarked
package io.millrace.bench;

import org.jspecify.annotations.NullMarked;
