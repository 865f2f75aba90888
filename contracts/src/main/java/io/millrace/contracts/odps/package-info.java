/**
 * Product descriptors as written: Bitol's Open Data Product Standard, v1.0.0 and v1.1.0, with our closed container.
 * Nothing is resolved here; defaults come later.
 *
 * <p>May depend on {@code problem}, {@code yaml}, {@code standard} and the words of {@code product}.
 */
@NullMarked
package io.millrace.contracts.odps;

import org.jspecify.annotations.NullMarked;
