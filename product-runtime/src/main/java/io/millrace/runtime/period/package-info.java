/**
 * Periods of broker time: what became of their records, and the record that says that a period is complete.
 *
 * <p>Pure decisions over numbers; the topology package keeps the state, in the same transaction as the records. May
 * depend on {@code metrics} and {@code record}. Knows no Kafka.
 */
@NullMarked
package io.millrace.runtime.period;

import org.jspecify.annotations.NullMarked;
