/**
 * Which versions of a product run at once: each instance says what it runs, and one that would break the consumers of
 * those that run, or could not share their work, is refused.
 *
 * <p>May depend on no other package of this module.
 */
@NullMarked
package io.millrace.runtime.peer;

import org.jspecify.annotations.NullMarked;
