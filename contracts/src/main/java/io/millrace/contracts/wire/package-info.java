/**
 * The Confluent wire format: how a schema id frames an Avro value.
 *
 * <p>Depends on nothing of ours. Pure bytes, no Kafka.
 */
@NullMarked
package io.millrace.contracts.wire;

import org.jspecify.annotations.NullMarked;
