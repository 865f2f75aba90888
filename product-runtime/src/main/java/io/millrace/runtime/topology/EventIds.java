package io.millrace.runtime.topology;

import io.millrace.runtime.identity.EventIdIndex;
import io.millrace.runtime.identity.Fingerprint;
import io.millrace.runtime.identity.Fingerprinter;
import io.millrace.runtime.plan.IdentitySink;

/** Fingerprints of a record's event id and of its content: the same on the live path and when reading back. */
final class EventIds {
    private static final long CONTENT_MASK = (1L << 48) - 1;

    private final Fingerprinter id;
    private final Fingerprinter content;
    private final IdentitySink sink;
    private long lastContent;

    EventIds(byte[] key) {
        id = new Fingerprinter(key);
        content = Fingerprinter.quick(key);
        sink = id::update;
    }

    /** Takes the id of the record last read; false if it is empty. */
    boolean take(RecordReader reader) {
        id.reset();
        reader.plan().identity(reader.row(), sink);
        id.finish();
        return id.length() > 0;
    }

    /** The id last taken. */
    Fingerprint fingerprint() {
        return id.fingerprint();
    }

    /** Notes the id last taken. */
    EventIdIndex.Sighting note(EventIdIndex index, InputRecord record) {
        lastContent = content(record);
        return index.see(id.high(), id.low(), lastContent, record.timestamp());
    }

    /** Content of the record last noted. */
    long lastContent() {
        return lastContent;
    }

    /** 48 bits that stand for the record's value. */
    long content(InputRecord record) {
        byte[] value = record.value();
        return value == null ? 0 : content.hash(value, 0, value.length).high() & CONTENT_MASK;
    }
}
