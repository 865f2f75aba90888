/**
 * A real Kafka broker, a real PostgreSQL and a real schema registry, without Docker, for demos and tests.
 *
 * <p>{@link io.millrace.embedded.EmbeddedPlatform} is the only way in.
 */
@NullMarked
package io.millrace.embedded;

import org.jspecify.annotations.NullMarked;
