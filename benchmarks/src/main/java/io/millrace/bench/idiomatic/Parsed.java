package io.millrace.bench.idiomatic;

import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** An event on its way. */
final class Parsed {
    private final byte[] raw;
    private final @Nullable GenericRecord record;
    private final long position;

    /**
     * @param record null if the event could not be read or breaks a rule
     * @param position in the database's log; 0 where events have none
     */
    Parsed(byte[] raw, @Nullable GenericRecord record, long position) {
        this.position = position;
        this.raw = raw;
        this.record = record;
    }

    /** As it came, for the dead letters. */
    byte[] raw() {
        return raw;
    }

    long position() {
        return position;
    }

    @Nullable
    GenericRecord record() {
        return record;
    }
}
