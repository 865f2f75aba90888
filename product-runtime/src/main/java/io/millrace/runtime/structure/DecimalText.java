package io.millrace.runtime.structure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.millrace.runtime.record.Cell;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Decimal numbers as text, {@code -12.50} or {@code 1e3}, and the change of scale. */
final class DecimalText {
    /** Longer texts and larger exponents are refused: a short text must not cause much work. */
    private static final int MAX_LENGTH = 1024;

    private static final int MAX_EXPONENT = 10_000;
    private static final int LONG_DIGITS = 18;
    private static final long[] POWERS = new long[LONG_DIGITS + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i <= LONG_DIGITS; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private DecimalText() {}

    /** Puts the unscaled value of the text, brought to the scale, into the cell; false where that is not possible. */
    static boolean parse(byte[] data, int start, int length, int precision, int scale, Cell cell) {
        if (length == 0 || length > MAX_LENGTH) {
            return false;
        }
        int end = start + length;
        int at = start;
        boolean negative = data[at] == '-';
        if (negative) {
            at++;
        }
        long mantissa = 0;
        int significant = 0;
        int digits = 0;
        int fraction = 0;
        boolean point = false;
        for (; at < end; at++) {
            int next = data[at];
            if (next >= '0' && next <= '9') {
                digits++;
                if (significant > 0 || next != '0') {
                    significant++;
                }
                if (significant <= LONG_DIGITS) {
                    mantissa = mantissa * 10 + (next - '0');
                }
                if (point) {
                    fraction++;
                }
            } else if (next == '.' && !point && digits > 0) {
                point = true;
            } else {
                break;
            }
        }
        if (digits == 0 || (point && fraction == 0)) {
            return false;
        }
        int exponent = 0;
        if (at < end) {
            exponent = exponent(data, at, end);
            if (Math.abs(exponent) > MAX_EXPONENT) {
                return false;
            }
        }
        if (significant > LONG_DIGITS) {
            return rescale(new BigDecimal(new String(data, start, length, ISO_8859_1)), precision, scale, cell);
        }
        return rescale(negative ? -mantissa : mantissa, exponent - fraction, precision, scale, cell);
    }

    /** The exponent from its {@code e} to the end, or a value beyond the bound where there is none such. */
    private static int exponent(byte[] data, int from, int end) {
        int at = from;
        if (data[at] != 'e' && data[at] != 'E') {
            return Integer.MAX_VALUE;
        }
        at++;
        boolean negative = at < end && data[at] == '-';
        if (negative || (at < end && data[at] == '+')) {
            at++;
        }
        if (at == end) {
            return Integer.MAX_VALUE;
        }
        int value = 0;
        for (; at < end; at++) {
            int digit = data[at] - '0';
            if (digit < 0 || digit > 9) {
                return Integer.MAX_VALUE;
            }
            value = Math.min(value * 10 + digit, MAX_EXPONENT + 1);
        }
        return negative ? -value : value;
    }

    /** {@code value * 10^exponent} at a scale. */
    static boolean rescale(long value, int exponent, int precision, int scale, Cell cell) {
        int shift = scale + exponent;
        if (value == 0 || shift == 0) {
            cell.setNumber(value);
            return fits(value, precision);
        }
        if (shift < 0) {
            if (-shift > LONG_DIGITS || value % POWERS[-shift] != 0) {
                return false;
            }
            cell.setNumber(value / POWERS[-shift]);
            return fits(cell.number(), precision);
        }
        if (shift <= LONG_DIGITS) {
            long high = Math.multiplyHigh(value, POWERS[shift]);
            long low = value * POWERS[shift];
            if (high == low >> 63) {
                cell.setNumber(low);
                return fits(low, precision);
            }
        }
        return shift <= precision && rescale(BigDecimal.valueOf(value, -exponent), precision, scale, cell);
    }

    static boolean rescale(BigDecimal value, int precision, int scale, Cell cell) {
        BigDecimal stripped = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        long digits = (long) stripped.precision() - stripped.scale() + scale;
        if (stripped.signum() != 0 && (stripped.scale() > scale || digits > precision)) {
            return false;
        }
        BigInteger unscaled = stripped.setScale(scale).unscaledValue();
        cell.setBig(unscaled);
        return true;
    }

    private static boolean fits(long value, int precision) {
        return precision > LONG_DIGITS || (value < POWERS[precision] && value > -POWERS[precision]);
    }
}
