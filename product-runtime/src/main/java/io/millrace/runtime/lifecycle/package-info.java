/**
 * A running product: start checks, states, failure handling, status and orderly stop.
 *
 * <p>May depend on every other package of this module.
 */
@NullMarked
package io.millrace.runtime.lifecycle;

import org.jspecify.annotations.NullMarked;
