package io.millrace.bench.idiomatic;

import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** An event on its way. */
final class Parsed {
    private final byte[] raw;
    private final @Nullable GenericRecord record;

    /** @param record null if the event could not be read or breaks a rule */
    Parsed(byte[] raw, @Nullable GenericRecord record) {
        this.raw = raw;
        this.record = record;
    }

    /** As it came, for the dead letters. */
    byte[] raw() {
        return raw;
    }

    @Nullable
    GenericRecord record() {
        return record;
    }
}
