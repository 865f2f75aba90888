package io.millrace.runtime.structure;

/**
 * How a value stands in its slot.
 *
 * @param encoding representation and meaning
 * @param scale digits behind the point of {@link Encoding#DECIMAL}, else 0
 */
public record SourceType(Encoding encoding, int scale) {
    /** JSON: each value says itself what it is. */
    public static final SourceType JSON = new SourceType(Encoding.JSON, 0);

    /** A type without scale. */
    public static SourceType of(Encoding encoding) {
        return new SourceType(encoding, 0);
    }

    /** Representation in the slot, and what it means. */
    public enum Encoding {
        /** A UTF-8 span; also enumerations and UUIDs. */
        STRING,
        /** A span. */
        BYTES,
        INT,
        LONG,
        /** The 32 bits of IEEE 754 as a number. */
        FLOAT,
        /** The 64 bits of IEEE 754 as a number. */
        DOUBLE,
        /** 0 or 1. */
        BOOLEAN,
        /** Days since 1970-01-01. */
        DATE,
        TIME_MILLIS,
        TIME_MICROS,
        TIME_NANOS,
        TIMESTAMP_MILLIS,
        TIMESTAMP_MICROS,
        TIMESTAMP_NANOS,
        /** A span: the unscaled value as big-endian two's complement. */
        DECIMAL,
        /** As {@link #DECIMAL}; the scale is the slot's number. */
        VARIABLE_DECIMAL,
        JSON
    }

    /** For messages. */
    public String describe() {
        String name = encoding.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        return encoding == Encoding.DECIMAL ? name + " of scale " + scale : name;
    }
}
