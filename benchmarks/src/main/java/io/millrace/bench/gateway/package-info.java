/**
 * The gateway in a JVM of its own, a sender that loads it with batches in a closed loop, and what came of it. Depends on
 * ingestion.
 */
@NullMarked
package io.millrace.bench.gateway;

import org.jspecify.annotations.NullMarked;
