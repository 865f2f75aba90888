/**
 * Topology jars: one product with everything it was resolved and validated with, and the code of its Java topology if it
 * has one. Written so that equal content gives equal bytes; read only where not a byte is missing or changed.
 *
 * <p>May depend on {@code mesh}, {@code product}, {@code problem} and {@code governance}. Loads no class: what runs a
 * product decides in which class loader its code lives.
 */
@NullMarked
package io.millrace.contracts.jar;

import org.jspecify.annotations.NullMarked;
