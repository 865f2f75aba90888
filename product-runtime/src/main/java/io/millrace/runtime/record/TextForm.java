package io.millrace.runtime.record;

import io.millrace.contracts.product.FieldType;
import java.math.BigDecimal;

/**
 * The canonical text of a value, as it stands in record keys and goes into pseudonyms: decimal numbers without
 * exponent, ISO 8601 dates and times in UTC, {@code true} and {@code false}.
 */
public final class TextForm {
    private static final byte[] MIN_LONG = "-9223372036854775808".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private TextForm() {}

    /** Whether values of the type have a canonical text: all single ones but float, double and bytes. */
    public static boolean exists(FieldType type) {
        return type instanceof FieldType.Scalar
                && type != FieldType.Simple.FLOAT
                && type != FieldType.Simple.DOUBLE
                && type != FieldType.Simple.BYTES;
    }

    /** Appends the text of a value that is not null. */
    public static void append(FieldType type, Cell cell, Output out) {
        if (type instanceof FieldType.Decimal decimal) {
            appendDecimal(cell, decimal.scale(), out);
            return;
        }
        if (type instanceof FieldType.Enumeration) {
            out.write(cell.data(), cell.start(), cell.length());
            return;
        }
        switch ((FieldType.Simple) type) {
            case STRING -> out.write(cell.data(), cell.start(), cell.length());
            case INT, LONG -> appendLong(cell.number(), out);
            case BOOLEAN -> out.writeText(cell.number() != 0 ? "true" : "false");
            case DATE -> appendDate(cell.number(), out);
            case TIME_MILLIS -> appendTime(cell.number() * 1000, out);
            case TIME_MICROS -> appendTime(cell.number(), out);
            case TIMESTAMP_MILLIS -> {
                appendMillis(cell.number(), out);
                out.writeByte('Z');
            }
            case TIMESTAMP_MICROS -> {
                appendMicros(cell.number(), out);
                out.writeByte('Z');
            }
            case LOCAL_TIMESTAMP_MILLIS -> appendMillis(cell.number(), out);
            case LOCAL_TIMESTAMP_MICROS -> appendMicros(cell.number(), out);
            case FLOAT, DOUBLE, BYTES -> throw new IllegalArgumentException(type + " has no canonical text");
        }
    }

    public static void appendLong(long value, Output out) {
        if (value == Long.MIN_VALUE) {
            out.write(MIN_LONG);
            return;
        }
        long rest = value;
        if (rest < 0) {
            out.writeByte('-');
            rest = -rest;
        }
        int digits = 1;
        for (long bound = 10; digits < 19 && rest >= bound; bound *= 10) {
            digits++;
        }
        appendDigits(rest, digits, out);
    }

    private static void appendDecimal(Cell cell, int scale, Output out) {
        if (scale == 0 && cell.big() == null) {
            appendLong(cell.number(), out);
        } else {
            out.writeText(new BigDecimal(cell.unscaled(), scale).toPlainString());
        }
    }

    private static void appendDate(long epochDay, Output out) {
        long date = CivilDate.ofEpochDay(epochDay);
        long year = CivilDate.year(date);
        if (year < 0) {
            out.writeByte('-');
        } else if (year > 9999) {
            out.writeByte('+');
        }
        if (Math.abs(year) > 9999) {
            appendLong(Math.abs(year), out);
        } else {
            appendDigits(Math.abs(year), 4, out);
        }
        out.writeByte('-');
        appendDigits(CivilDate.month(date), 2, out);
        out.writeByte('-');
        appendDigits(CivilDate.day(date), 2, out);
    }

    private static void appendTime(long micros, Output out) {
        appendDigits(micros / 3_600_000_000L, 2, out);
        out.writeByte(':');
        appendDigits(micros / 60_000_000L % 60, 2, out);
        out.writeByte(':');
        appendDigits(micros / 1_000_000L % 60, 2, out);
        long fraction = micros % 1_000_000L;
        if (fraction != 0) {
            out.writeByte('.');
            int digits = 6;
            for (; fraction % 10 == 0; fraction /= 10) {
                digits--;
            }
            appendDigits(fraction, digits, out);
        }
    }

    private static void appendMillis(long millis, Output out) {
        appendDateTime(Math.floorDiv(millis, 86_400_000L), Math.floorMod(millis, 86_400_000L) * 1000, out);
    }

    private static void appendMicros(long micros, Output out) {
        appendDateTime(Math.floorDiv(micros, 86_400_000_000L), Math.floorMod(micros, 86_400_000_000L), out);
    }

    private static void appendDateTime(long epochDay, long microsOfDay, Output out) {
        appendDate(epochDay, out);
        out.writeByte('T');
        appendTime(microsOfDay, out);
    }

    private static void appendDigits(long value, int digits, Output out) {
        out.reserve(digits);
        byte[] array = out.array();
        int from = out.size();
        long rest = value;
        for (int i = from + digits - 1; i >= from; i--) {
            array[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        out.advance(digits);
    }
}
