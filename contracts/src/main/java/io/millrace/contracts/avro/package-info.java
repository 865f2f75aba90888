/**
 * From a contract to the Avro schema that its output port promises.
 *
 * <p>May depend on {@code product} and {@code table} only.
 */
@NullMarked
package io.millrace.contracts.avro;

import org.jspecify.annotations.NullMarked;
