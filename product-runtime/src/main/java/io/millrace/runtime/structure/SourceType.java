package io.millrace.runtime.structure;

import java.util.Optional;
import org.apache.avro.Schema;

/**
 * How a value stands in its slot.
 *
 * @param encoding representation and meaning
 * @param scale digits behind the point of {@link Encoding#DECIMAL}, else 0
 * @param nested the writer's schema of a record, array or map
 */
public record SourceType(Encoding encoding, int scale, Optional<Schema> nested) {
    /** JSON: each value says itself what it is. */
    public static final SourceType JSON = of(Encoding.JSON);

    /** A type without scale. */
    public static SourceType of(Encoding encoding) {
        return new SourceType(encoding, 0, Optional.empty());
    }

    /** Representation in the slot, and what it means. */
    public enum Encoding {
        /** A UTF-8 span; also enumerations, and UUIDs that are written as text. */
        STRING,
        /** A span of 16 bytes, big-endian (RFC 9562, section 4). */
        UUID,
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
        /** A wall clock's date and time, in no zone. */
        LOCAL_TIMESTAMP_MILLIS,
        LOCAL_TIMESTAMP_MICROS,
        LOCAL_TIMESTAMP_NANOS,
        /** A span: the unscaled value as big-endian two's complement. */
        DECIMAL,
        /** As {@link #DECIMAL}; the scale is the slot's number. */
        VARIABLE_DECIMAL,
        /** A span of Avro, as are {@link #ARRAY} and {@link #MAP}. */
        RECORD,
        ARRAY,
        MAP,
        JSON
    }

    /** For messages. */
    public String describe() {
        String name = encoding.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        return encoding == Encoding.DECIMAL ? name + " of scale " + scale : name;
    }
}
