/**
 * Policies as code: what a mesh and its domains demand of products and contracts, beyond that they run. A policy is a
 * condition in the Common Expression Language over {@link io.millrace.contracts.governance.Facts}, or a built-in one.
 *
 * <p>May depend on every package of the contracts. Only {@code validate} asks: a product that runs does not stop because
 * an exception expired.
 */
@NullMarked
package io.millrace.contracts.governance;

import org.jspecify.annotations.NullMarked;
