/**
 * The files of a new product, from what a team has: a captured table, an Avro schema, a sample event. Everything here
 * is text in memory; nobody's file is touched.
 *
 * <p>May depend on {@code avro}, {@code policy}, {@code product} (masks), {@code resolve} (names that look personal),
 * {@code table} and {@code yaml}.
 */
@NullMarked
package io.millrace.contracts.draft;

import org.jspecify.annotations.NullMarked;
