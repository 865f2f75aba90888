/**
 * A thin client of the Confluent schema registry REST API, as Confluent, Karapace, Redpanda and Apicurio
 * ({@code ccompat}) serve it.
 *
 * <p>Depends on nothing of ours.
 */
@NullMarked
package io.millrace.contracts.registry;

import org.jspecify.annotations.NullMarked;
