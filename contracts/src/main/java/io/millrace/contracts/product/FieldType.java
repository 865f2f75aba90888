package io.millrace.contracts.product;

/** Type of an output field; each maps to one Avro type. */
public sealed interface FieldType {

    /** Types without parameters. */
    enum Simple implements FieldType {
        STRING,
        /** 32 bits. */
        INT,
        /** 64 bits. */
        LONG,
        FLOAT,
        DOUBLE,
        BOOLEAN,
        BYTES,
        /** Days since 1970-01-01; Avro {@code int}, logical type {@code date}. */
        DATE,
        /** Microseconds since midnight; Avro {@code long}, logical type {@code time-micros}. */
        TIME_MICROS,
        /** Milliseconds since the epoch, UTC; Avro {@code long}, logical type {@code timestamp-millis}. */
        TIMESTAMP_MILLIS,
        /** Microseconds since the epoch, UTC; Avro {@code long}, logical type {@code timestamp-micros}. */
        TIMESTAMP_MICROS
    }

    /**
     * Avro {@code bytes}, logical type {@code decimal}.
     *
     * @param precision digits in all, at least 1
     * @param scale digits behind the point, 0 to {@code precision}
     */
    record Decimal(int precision, int scale) implements FieldType {}
}
