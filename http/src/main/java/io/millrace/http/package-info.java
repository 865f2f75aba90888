/**
 * Listens for HTTP: Jetty, with bounds on everything that a client decides. No thread waits for a client: one that sends
 * or reads slowly costs a connection, for a bounded time.
 *
 * <p>Knows none of ours.
 */
@NullMarked
package io.millrace.http;

import org.jspecify.annotations.NullMarked;
