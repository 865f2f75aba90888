/**
 * What must hold before a source may be read on, and what to tell a person where it does not.
 *
 * <p>Decisions over plain values, no input or output. May depend on {@code position} and on the descriptors of {@code contracts}.
 */
@NullMarked
package io.millrace.ingest.safety;

import org.jspecify.annotations.NullMarked;
