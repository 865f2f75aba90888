/**
 * Rejected records: their Avro form, the sealing of the original, and reading them back.
 *
 * <p>May depend on {@code key} and {@code record}, and on the contracts. A dead letter never holds clear text.
 */
@NullMarked
package io.millrace.runtime.deadletter;

import org.jspecify.annotations.NullMarked;
