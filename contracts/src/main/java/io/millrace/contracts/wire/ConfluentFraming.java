package io.millrace.contracts.wire;

/**
 * The Confluent wire format, version 0: a zero byte, the schema id as four bytes in network order, the Avro binary
 * encoding.
 */
public final class ConfluentFraming {
    /** Bytes before the Avro encoding. */
    public static final int HEADER_LENGTH = 5;

    /** Header in which producers of version 1 put magic byte and GUID, if not before the value. */
    public static final String SCHEMA_ID_HEADER = "__value_schema_id";

    private static final byte MAGIC = 0;
    private static final byte GUID_MAGIC = 1;
    private static final int GUID_LENGTH = 16;

    private ConfluentFraming() {}

    /** Whether a value is long enough and starts with the magic byte. */
    public static boolean isFramed(byte[] value) {
        return value.length >= HEADER_LENGTH && value[0] == MAGIC;
    }

    /**
     * Whether a value, or {@link #SCHEMA_ID_HEADER}, starts as in version 1 of the format: a one byte and the 16 bytes of
     * the schema's GUID. Such a schema has no id to be found by.
     */
    public static boolean namesSchemaByGuid(byte[] valueOrHeader) {
        return valueOrHeader.length > GUID_LENGTH && valueOrHeader[0] == GUID_MAGIC;
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
