package io.millrace.runtime.plan;

import io.millrace.runtime.structure.Converter;
import io.millrace.runtime.structure.SourceType;

/**
 * The dates and times that a column can hold. Beyond them lies what Debezium writes for infinity, and what did not fit
 * into its number: no values.
 */
final class ColumnRange {
    /** 4714-11-24 BC, the first day that PostgreSQL has; other databases begin later. */
    private static final long FIRST_DAY = -2_440_588;

    /** 5874897-12-31, its last. */
    private static final long LAST_DAY = 2_145_042_905;

    private static final long DAY_MILLIS = 86_400_000;

    /** What Debezium writes for a timestamp that is infinite; half a minute before 64 bits of microseconds end. */
    private static final long INFINITY_MICROS = 9_223_372_036_825_200_000L;

    private ColumnRange() {}

    /** The converter of a column's values, for those that the column can hold. */
    static Converter within(SourceType source, Converter converter) {
        return switch (source.encoding()) {
            case DATE -> between(FIRST_DAY, LAST_DAY, converter);
            case TIMESTAMP_MILLIS, LOCAL_TIMESTAMP_MILLIS ->
                between(FIRST_DAY * DAY_MILLIS, INFINITY_MICROS / 1_000 - 1, converter);
            case TIMESTAMP_MICROS, LOCAL_TIMESTAMP_MICROS ->
                between(FIRST_DAY * DAY_MILLIS * 1_000, INFINITY_MICROS - 1, converter);
            default -> converter;
        };
    }

    private static Converter between(long first, long last, Converter converter) {
        return (slots, slot, cell) -> {
            long number = slots.number(slot);
            return number >= first && number <= last && converter.convert(slots, slot, cell);
        };
    }
}
