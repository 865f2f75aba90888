/**
 * Sources as declared: which tables of which database are captured, and to which domain topics they go.
 *
 * <p>May depend on {@code problem} (locations) only.
 */
@NullMarked
package io.millrace.contracts.source;

import org.jspecify.annotations.NullMarked;
