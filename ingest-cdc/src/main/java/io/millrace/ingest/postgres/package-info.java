/**
 * The database side: one session with the source's lock and the server's facts, and Debezium's engine, fed with
 * offsets that are committed in Kafka.
 *
 * <p>Threads: the engine calls the consumer of changes on one thread of its own, one batch at a time. May depend on
 * {@code position} and {@code safety}.
 */
@NullMarked
package io.millrace.ingest.postgres;

import org.jspecify.annotations.NullMarked;
