/**
 * What changed between two versions of a product or a schema, how that affects those who rely on it, and which step of
 * the version it demands. Pure: reads no file and asks no registry.
 *
 * <p>May depend on {@code product}, {@code avro}, {@code mesh} and {@code yaml}.
 */
@NullMarked
package io.millrace.contracts.compatibility;

import org.jspecify.annotations.NullMarked;
