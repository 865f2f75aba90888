/**
 * Check: the rules of a contract's fields, over clear values. Only the verdict leaves; a value may change where the
 * contract says so (default, nullify, clamp).
 *
 * <p>Compiled once, immutable, shared. Never throws and takes bounded time per value, regular expressions included.
 * May depend on {@code record} and on contracts; never on another stage, never on Kafka.
 */
@NullMarked
package io.millrace.runtime.check;

import org.jspecify.annotations.NullMarked;
