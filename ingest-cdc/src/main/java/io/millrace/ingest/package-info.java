/**
 * Ingestion of captured databases into domain topics, exactly once.
 *
 * <p>{@link io.millrace.ingest.Ingestion} is the way in, {@link io.millrace.ingest.IngestTopics} says which topics it
 * needs. Data and the offset it was read at are written in one Kafka transaction, so that after any crash the next
 * start goes on behind the last committed record. May depend on all packages of this module and on {@code contracts}.
 */
@NullMarked
package io.millrace.ingest;

import org.jspecify.annotations.NullMarked;
