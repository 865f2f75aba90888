/**
 * Domain events as a mesh declares them to those who send them.
 *
 * <p>Depends on {@code product} and {@code problem}.
 */
@NullMarked
package io.millrace.contracts.event;

import org.jspecify.annotations.NullMarked;
