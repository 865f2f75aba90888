package io.millrace.bench.idiomatic;

import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way.
 *
 * @param raw as it came, for the dead letters
 * @param record null if it could not be read or breaks a rule
 */
record Parsed(byte[] raw, @Nullable GenericRecord record) {}
