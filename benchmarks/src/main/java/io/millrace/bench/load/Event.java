package io.millrace.bench.load;

/**
 * One event on the wire.
 *
 * @param key the account, UTF-8
 * @param value framed Avro
 */
public record Event(byte[] key, byte[] value) {}
