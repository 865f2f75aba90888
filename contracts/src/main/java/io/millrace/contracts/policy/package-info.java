/**
 * What a domain decides for all its products: defaults ({@code domain.yaml}) and how each kind of personal value is
 * masked ({@code policies/masking.yaml}).
 *
 * <p>May depend on {@code problem}, {@code yaml} and the words of {@code product}.
 */
@NullMarked
package io.millrace.contracts.policy;

import org.jspecify.annotations.NullMarked;
