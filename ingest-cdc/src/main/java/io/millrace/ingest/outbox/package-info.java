/**
 * Rows of a transactional outbox to domain events with CloudEvents headers. Pure functions over Debezium's structs; it
 * knows {@code contracts}, {@code schema} and what halts a source.
 */
@NullMarked
package io.millrace.ingest.outbox;

import org.jspecify.annotations.NullMarked;
