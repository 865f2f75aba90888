/**
 * What a product counts, and under which names it shows.
 *
 * <p>May depend on {@code record}. Knows no Kafka.
 */
@NullMarked
package io.millrace.runtime.metrics;

import org.jspecify.annotations.NullMarked;
