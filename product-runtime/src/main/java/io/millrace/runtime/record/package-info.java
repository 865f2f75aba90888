/**
 * The words all stages share: what a record's operation is, what became of it, and why it was refused.
 *
 * <p>Depends on nothing. Stages know this package and never one another.
 */
@NullMarked
package io.millrace.runtime.record;

import org.jspecify.annotations.NullMarked;
