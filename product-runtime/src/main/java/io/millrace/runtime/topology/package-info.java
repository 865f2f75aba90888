/**
 * The Kafka Streams shell around the record plan: one sub-topology per input port, one byte processor, one sink per
 * output port and one for dead letters. The only package that knows the order of the stages.
 *
 * <p>Threads: a task is processed by one stream thread at a time, and restored by one state updater thread before.
 * Retries: no retriable error leaves a processor, because Kafka Streams would take it for a corrupted task; it becomes
 * a {@link io.millrace.runtime.topology.WaitingException}. Order: a record is judged for all output ports before the
 * next record of its partition is read.
 */
@NullMarked
package io.millrace.runtime.topology;

import org.jspecify.annotations.NullMarked;
