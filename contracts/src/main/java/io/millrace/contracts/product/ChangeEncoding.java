package io.millrace.contracts.product;

/**
 * How a Debezium connector that is not ours writes what JSON has no type for. The words are those of its settings.
 *
 * @param decimals {@code decimal.handling.mode}
 * @param times {@code time.precision.mode}
 */
public record ChangeEncoding(Decimals decimals, Times times) {
    /** The connector's own defaults. */
    public static final ChangeEncoding DEFAULT = new ChangeEncoding(Decimals.PRECISE, Times.ADAPTIVE);

    /** {@code decimal.handling.mode}. */
    public enum Decimals {
        /** Base64 of the unscaled value, big-endian two's complement; the scale stands in the column's type only. */
        PRECISE,
        /** Decimal digits. */
        STRING,
        /** A JSON number. */
        DOUBLE
    }

    /** {@code time.precision.mode}. */
    public enum Times {
        /** By the column: milliseconds up to 3 digits of a second, else microseconds. */
        ADAPTIVE,
        /** As adaptive, but times of day always in microseconds. */
        ADAPTIVE_TIME_MICROSECONDS,
        /** Milliseconds. */
        CONNECT,
        /** ISO 8601 text in UTC. */
        ISOSTRING,
        MICROSECONDS,
        NANOSECONDS
    }
}
