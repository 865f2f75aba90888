/**
 * What ingestion needs of a database, whatever its kind: a session with the source's lock and the server's facts, a
 * point where the stream begins, rows of tables, an engine that reads the stream. A kind of database is a package that
 * implements {@link io.millrace.ingest.database.Database}, and a line in the one class that knows all kinds.
 *
 * <p>May depend on {@code position}, {@code safety}, {@code contracts} and Kafka Connect's data classes.
 */
@NullMarked
package io.millrace.ingest.database;

import org.jspecify.annotations.NullMarked;
