/**
 * Health, metrics and status over HTTP. No answer holds record data.
 *
 * <p>May depend on {@code lifecycle} and {@code metrics}.
 */
@NullMarked
package io.millrace.runtime.management;

import org.jspecify.annotations.NullMarked;
