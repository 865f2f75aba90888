package io.millrace.runtime.peer;

import io.millrace.contracts.compatibility.WrittenVersion;

/**
 * What an instance said that it runs.
 *
 * @param version what it runs
 * @param offset of the record that says so: who said it first goes first
 * @param millis when, by the broker's clock
 */
record Said(WrittenVersion version, long offset, long millis) {}
