/**
 * What a domain team's Java topology is compiled against: one interface to implement, the ports it is handed, and a
 * serde for state. Everything else is Kafka Streams' own API.
 *
 * <p>Depends on Kafka Streams and Avro only. Public: it changes as VERSIONING.md says.
 */
@NullMarked
package io.millrace.product;

import org.jspecify.annotations.NullMarked;
