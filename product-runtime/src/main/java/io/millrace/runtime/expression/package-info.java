/**
 * Expressions beyond a path, in the Common Expression Language ({@code dev.cel}): filters, row rules and computed
 * fields.
 *
 * <p>Compiled and type-checked once; evaluated only where a contract declares one, with only the values it names.
 * Values in an expression: integers as {@code int}, float and double as {@code double}, decimals as {@code double}
 * (15 digits are exact), timestamps as {@code timestamp}, dates as {@code timestamp} at midnight UTC (so that dates
 * and timestamps compare), times of day as {@code duration} since midnight, bytes as {@code bytes}; a missing value is
 * {@code null}. In JSON inputs each value has the type it has there.
 *
 * <p>CEL's own evaluation errors may quote values: they end here and become a null of {@link
 * io.millrace.runtime.expression.Expression#evaluate}.
 *
 * <p>May depend on {@code record} and on contracts; never on another stage, never on Kafka. Immutable and shared.
 */
@NullMarked
package io.millrace.runtime.expression;

import org.jspecify.annotations.NullMarked;
