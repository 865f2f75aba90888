/**
 * The code that a topology jar brings, in a class loader of its own, so that two products of one process may need
 * different versions of one library, and none can replace a class of Millrace or Kafka.
 *
 * <p>Knows nothing of ours.
 */
@NullMarked
package io.millrace.runtime.isolation;

import org.jspecify.annotations.NullMarked;
