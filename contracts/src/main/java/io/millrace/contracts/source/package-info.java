/**
 * Sources as declared: which tables of which database are captured, and to which domain topics they go.
 *
 * <p>May depend on {@code problem}, {@code yaml}, {@code policy} (domain defaults), {@code table} and {@code naming}.
 */
@NullMarked
package io.millrace.contracts.source;

import org.jspecify.annotations.NullMarked;
