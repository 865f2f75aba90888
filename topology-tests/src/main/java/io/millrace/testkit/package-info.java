/**
 * The published test kit: golden cases in YAML, run against the real topology of a product without a broker.
 *
 * <p>{@link io.millrace.testkit.GoldenCases} is the only way in. Knows contracts and the product runtime, and no test
 * framework.
 */
@NullMarked
package io.millrace.testkit;

import org.jspecify.annotations.NullMarked;
