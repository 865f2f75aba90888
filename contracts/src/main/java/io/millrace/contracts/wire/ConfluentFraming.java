package io.millrace.contracts.wire;

/**
 * The Confluent wire format, version 0: a zero byte, the schema id as four bytes in network order, the Avro binary
 * encoding.
 */
public final class ConfluentFraming {
    /** Bytes before the Avro encoding. */
    public static final int HEADER_LENGTH = 5;

    private static final byte MAGIC = 0;

    private ConfluentFraming() {}

    /** Whether a value is long enough and starts with the magic byte. */
    public static boolean isFramed(byte[] value) {
        return value.length >= HEADER_LENGTH && value[0] == MAGIC;
    }

    /** The schema id of a value for which {@link #isFramed} holds. */
    public static int schemaId(byte[] value) {
        return (value[1] & 0xff) << 24 | (value[2] & 0xff) << 16 | (value[3] & 0xff) << 8 | (value[4] & 0xff);
    }

    /** Writes magic and id at the start of a buffer. */
    public static void writeHeader(byte[] target, int schemaId) {
        target[0] = MAGIC;
        target[1] = (byte) (schemaId >>> 24);
        target[2] = (byte) (schemaId >>> 16);
        target[3] = (byte) (schemaId >>> 8);
        target[4] = (byte) schemaId;
    }
}
