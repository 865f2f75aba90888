/**
 * Mask: the only place that decides how a field's value leaves. A field's writer is chosen once, by
 * {@link io.millrace.runtime.mask.ValueWriters}, when the plan is compiled: the writer that copies clear values is
 * given to a field only where its contract says that no mask applies, so no code path can write a masked field in
 * clear.
 *
 * <p>Writers are immutable and shared; {@link io.millrace.runtime.mask.MaskScratch} belongs to one thread. May depend
 * on {@code record}, {@code key} and on contracts; never on another stage, never on Kafka.
 */
@NullMarked
package io.millrace.runtime.mask;

import org.jspecify.annotations.NullMarked;
