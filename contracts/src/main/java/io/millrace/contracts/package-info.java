/**
 * What domain teams write, read into models: descriptors, contracts, policies, Avro schemas and the schema registry.
 * Knows no Kafka.
 */
@NullMarked
package io.millrace.contracts;

import org.jspecify.annotations.NullMarked;
