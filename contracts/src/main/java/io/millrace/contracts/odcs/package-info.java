/**
 * Data contracts as written: Bitol's Open Data Contract Standard, v3.0.2, v3.1.0 and v3.2.0, with our closed container.
 * Nothing is resolved here; what cannot be run is refused later, where a product serves the contract.
 *
 * <p>May depend on {@code problem}, {@code yaml}, {@code standard}, {@code policy} and the words of {@code product}.
 */
@NullMarked
package io.millrace.contracts.odcs;

import org.jspecify.annotations.NullMarked;
