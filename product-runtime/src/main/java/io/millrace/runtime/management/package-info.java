/**
 * Health, metrics and status over HTTP. No answer holds record data.
 *
 * <p>May depend on {@code lifecycle}, {@code metrics}, the contracts, for certificates and tokens in files, and {@code http}.
 */
@NullMarked
package io.millrace.runtime.management;

import org.jspecify.annotations.NullMarked;
