/**
 * The Kafka side: change records and the offset record in one transaction, and the offset record read back.
 *
 * <p>Guarantee: after a commit both are there, after a crash before it neither is. A publisher is a thing of one
 * thread. May depend on {@code position}, {@code schema}, {@code safety} and {@code contracts}.
 */
@NullMarked
package io.millrace.ingest.publish;

import org.jspecify.annotations.NullMarked;
