package io.millrace.runtime.structure;

import io.millrace.runtime.record.CivilDate;

/**
 * Dates, times and timestamps in the ISO 8601 profile of RFC 3339, years 0 to 9999. Nothing is guessed: a timestamp
 * without an offset is none.
 */
final class IsoText {
    /** The text is not one, or finer than a microsecond where that matters. */
    static final long INVALID = Long.MIN_VALUE;

    private static final int DATE_LENGTH = 10;
    private static final int MAX_OFFSET = 18 * 60;
    private static final long DAY_MICROS = 86_400_000_000L;

    private IsoText() {}

    /** Days since the epoch of {@code 2026-11-20}; a {@code Z} may follow, as in Debezium's IsoDate. */
    static long date(byte[] data, int start, int length) {
        boolean zulu = length == DATE_LENGTH + 1 && data[start + DATE_LENGTH] == 'Z';
        return length == DATE_LENGTH || zulu ? leadingDate(data, start) : INVALID;
    }

    /** Microseconds since midnight of {@code 13:45:00.123456}, with or without {@code Z}. */
    static long time(byte[] data, int start, int length) {
        boolean zulu = length > 0 && data[start + length - 1] == 'Z';
        return timeOfDay(data, start, start + length - (zulu ? 1 : 0), false);
    }

    /** Days since the epoch of a date, or of a timestamp in UTC. */
    static long day(byte[] data, int start, int length) {
        if (length <= DATE_LENGTH + 1) {
            return date(data, start, length);
        }
        long micros = timestamp(data, start, length, true);
        return micros == INVALID ? INVALID : Math.floorDiv(micros, DAY_MICROS);
    }

    /** Microseconds since the epoch of {@code 2026-11-20T13:45:00.123456+01:00}; {@code T} may be a space. */
    static long timestamp(byte[] data, int start, int length, boolean truncate) {
        int end = start + length;
        if (length < DATE_LENGTH + 7) {
            return INVALID;
        }
        int separator = data[start + DATE_LENGTH];
        if (separator != 'T' && separator != 't' && separator != ' ') {
            return INVALID;
        }
        int offsetMinutes = 0;
        int timeEnd = end - 1;
        if (data[timeEnd] != 'Z' && data[timeEnd] != 'z') {
            timeEnd = end - 6;
            offsetMinutes = offset(data, timeEnd);
        }
        long day = leadingDate(data, start);
        long time = timeOfDay(data, start + DATE_LENGTH + 1, timeEnd, truncate);
        if (day == INVALID || time == INVALID || time >= DAY_MICROS || offsetMinutes == Integer.MIN_VALUE) {
            return INVALID;
        }
        return day * DAY_MICROS + time - offsetMinutes * 60_000_000L;
    }

    /** Microseconds on a wall clock, counted from that clock's epoch, of {@code 2026-11-20T13:45:00}: no offset. */
    static long local(byte[] data, int start, int length) {
        if (length < DATE_LENGTH + 6) {
            return INVALID;
        }
        int separator = data[start + DATE_LENGTH];
        if (separator != 'T' && separator != 't' && separator != ' ') {
            return INVALID;
        }
        long day = leadingDate(data, start);
        long time = timeOfDay(data, start + DATE_LENGTH + 1, start + length, false);
        return day == INVALID || time == INVALID ? INVALID : day * DAY_MICROS + time;
    }

    /** Minutes of {@code +01:00}, at most 18 hours as in {@link java.time.ZoneOffset}. */
    private static int offset(byte[] data, int at) {
        int hours = digits(data, at + 1, 2);
        int minutes = digits(data, at + 4, 2);
        boolean negative = data[at] == '-';
        boolean signed = negative || data[at] == '+';
        int total = hours * 60 + minutes;
        if (!signed || data[at + 3] != ':' || hours < 0 || minutes < 0 || minutes > 59 || total > MAX_OFFSET) {
            return Integer.MIN_VALUE;
        }
        return negative ? -total : total;
    }

    private static long leadingDate(byte[] data, int start) {
        int year = digits(data, start, 4);
        int month = digits(data, start + 5, 2);
        int day = digits(data, start + 8, 2);
        boolean valid = data[start + 4] == '-' && data[start + 7] == '-' && CivilDate.exists(year, month, day);
        return valid ? CivilDate.toEpochDay(year, month, day) : INVALID;
    }

    private static long timeOfDay(byte[] data, int start, int end, boolean truncate) {
        int length = end - start;
        if (length < 5 || data[start + 2] != ':') {
            return INVALID;
        }
        int hours = digits(data, start, 2);
        int minutes = digits(data, start + 3, 2);
        int seconds = 0;
        long fraction = 0;
        if (length > 5) {
            if (length < 8 || data[start + 5] != ':') {
                return INVALID;
            }
            seconds = digits(data, start + 6, 2);
            fraction = fraction(data, start + 8, end, truncate);
        }
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59 || fraction < 0) {
            return INVALID;
        }
        return (hours * 3600L + minutes * 60L + seconds) * 1_000_000 + fraction;
    }

    private static long fraction(byte[] data, int start, int end, boolean truncate) {
        if (start == end) {
            return 0;
        }
        int digits = end - start - 1;
        if (data[start] != '.' || digits < 1 || digits > 9) {
            return INVALID;
        }
        int nanos = digits(data, start + 1, digits);
        if (nanos < 0) {
            return INVALID;
        }
        for (int i = digits; i < 9; i++) {
            nanos *= 10;
        }
        return truncate || nanos % 1000 == 0 ? nanos / 1000 : INVALID;
    }

    private static int digits(byte[] data, int at, int count) {
        int value = 0;
        for (int i = at; i < at + count; i++) {
            int digit = data[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
