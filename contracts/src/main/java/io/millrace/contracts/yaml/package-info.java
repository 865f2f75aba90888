/**
 * YAML 1.2 (and so JSON) read into a tree that knows file, line and column of every element, and typed access to it
 * that reports what is missing, of the wrong type, or unknown.
 *
 * <p>May depend on {@code problem} only. Bounded: size, depth, aliases and expansion, so that a descriptor cannot
 * exhaust the reader.
 */
@NullMarked
package io.millrace.contracts.yaml;

import org.jspecify.annotations.NullMarked;
