package io.millrace.bench.load;

/** One event on the wire. */
public final class Event {
    private final byte[] key;
    private final byte[] value;

    Event(byte[] key, byte[] value) {
        this.key = key;
        this.value = value;
    }

    /** The account, UTF-8; not a copy. */
    public byte[] key() {
        return key;
    }

    /** Framed Avro; not a copy. */
    public byte[] value() {
        return value;
    }
}
