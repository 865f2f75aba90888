package io.millrace.bench.idiomatic;

import java.io.IOException;
import org.apache.avro.generic.GenericRecord;

/** Reads the values of a topic. One per task. */
interface EventReader {
    /**
     * Reads an event.
     *
     * @throws IOException if the bytes are none; an unchecked exception of the library in use may say the same
     */
    GenericRecord read(byte[] value) throws IOException;

    /** The place of the event last read in the database's log; 0 where events have none. */
    default long position() {
        return 0;
    }
}
