/**
 * One step of the ladder in a JVM of its own: a pipeline, and a meter that watches it from beside. All pipelines read
 * and write with the product's own client settings. Depends on the runtime and on Kafka Streams.
 */
@NullMarked
package io.millrace.bench.step;

import org.jspecify.annotations.NullMarked;
