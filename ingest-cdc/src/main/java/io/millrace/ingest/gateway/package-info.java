/**
 * The domain event gateway: an HTTP port that takes events and answers once the broker has them. Thin shells around
 * {@code gateway.request}: Jetty for HTTP, an idempotent producer for Kafka, files for tokens and keys.
 *
 * <p>A request is read without holding a thread, judged at once, handed to the producer, and answered from the
 * producer's thread. Nothing is kept here: what was not answered with success may be sent again.
 */
@NullMarked
package io.millrace.ingest.gateway;

import org.jspecify.annotations.NullMarked;
