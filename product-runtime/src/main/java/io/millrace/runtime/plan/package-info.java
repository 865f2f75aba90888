/**
 * The record plan: one pass from the bytes of an input record to the bytes of every output port that reads it,
 * compiled once from (writer schema or input format, contracts) and looked up by schema id.
 *
 * <p>Order and threads: {@code read} once per record, then any of the questions about the row it filled. Plans are
 * immutable and shared; a {@link io.millrace.runtime.plan.Row} belongs to one thread at a time. Nothing here retries,
 * blocks or touches the network, and no input makes it throw: a record it cannot take is a
 * {@link io.millrace.runtime.record.Outcome.Rejected}.
 *
 * <p>This is the only package that knows the stages {@code structure}, {@code check}, {@code mask} and
 * {@code expression} together, and their order. Knows no Kafka.
 */
@NullMarked
package io.millrace.runtime.plan;

import org.jspecify.annotations.NullMarked;
