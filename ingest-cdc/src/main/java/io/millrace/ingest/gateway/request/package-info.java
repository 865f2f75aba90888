/**
 * What a request to the gateway means and what it is answered, without HTTP and without a broker: bodies are read into
 * events, events are judged, tokens are compared, answers are written. Problems and answers never hold a value or a
 * token.
 *
 * <p>May depend on {@code ingest.event}, {@code contracts} and Jackson only.
 */
@NullMarked
package io.millrace.ingest.gateway.request;

import org.jspecify.annotations.NullMarked;
