/**
 * A product as declared: what its descriptor, contracts, domain defaults and policies say together, with every
 * default filled in and every name resolved. Product runtime compiles it; nothing here is optional decoration.
 *
 * <p>May depend on {@code problem} (locations) and {@code table} (columns of captured tables) only.
 */
@NullMarked
package io.millrace.contracts.product;

import org.jspecify.annotations.NullMarked;
