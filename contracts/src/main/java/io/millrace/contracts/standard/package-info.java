/**
 * What Bitol's two standards, ODPS and ODCS, share: custom properties, versions, and the known keys of the parts that
 * inform people only.
 *
 * <p>May depend on {@code problem} and {@code yaml}.
 */
@NullMarked
package io.millrace.contracts.standard;

import org.jspecify.annotations.NullMarked;
