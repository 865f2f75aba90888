/**
 * Kafka Connect data to Avro bytes: one encoder compiled per Connect schema, no Avro objects per record.
 *
 * <p>Pure functions over bytes; depends on {@code contracts} (wire format), Avro (schemas only) and Connect's data
 * classes.
 */
@NullMarked
package io.millrace.ingest.schema;

import org.jspecify.annotations.NullMarked;
