/**
 * Judges domain events by their contracts and makes records of them, whichever way they come in: a pure core over
 * parsed JSON and contract objects. Nothing here knows HTTP, files or a broker; problems never quote a value.
 *
 * <p>May depend on {@code contracts} and Jackson only. Everything here is immutable after it was compiled, so threads
 * may share it.
 */
@NullMarked
package io.millrace.ingest.event;

import org.jspecify.annotations.NullMarked;
