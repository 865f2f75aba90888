/**
 * Structure: finds the wanted values in the bytes of a record and brings them into the contract's types.
 *
 * <p>A reader is compiled once and walks a record once: it notes where each wanted value lies and skips the rest.
 * Whatever the bytes are, it never reads outside them, never throws and takes time linear in their number. Readers and
 * converters are immutable and shared; {@link io.millrace.runtime.structure.Slots} belong to one thread.
 *
 * <p>May depend on {@code record} and on contracts; never on another stage, never on Kafka.
 */
@NullMarked
package io.millrace.runtime.structure;

import org.jspecify.annotations.NullMarked;
