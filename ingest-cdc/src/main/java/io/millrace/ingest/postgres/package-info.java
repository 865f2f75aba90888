/**
 * PostgreSQL: {@link io.millrace.ingest.postgres.PostgresDatabase} is the way in, and only the class that knows all kinds
 * of databases takes it. One session with the source's lock and the server's facts, rows of tables, and Debezium's
 * engine, fed with offsets that are committed in Kafka.
 *
 * <p>Threads: the engine calls the consumer of changes on one thread of its own, one batch at a time. May depend on
 * {@code database}, {@code position} and {@code safety}.
 */
@NullMarked
package io.millrace.ingest.postgres;

import org.jspecify.annotations.NullMarked;
