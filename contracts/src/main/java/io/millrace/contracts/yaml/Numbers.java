package io.millrace.contracts.yaml;

import java.math.BigDecimal;

/** Reads numbers whose size in memory, written out, is bounded: {@code 1e999999999} is ten characters. */
public final class Numbers {
    /** More than a double or any decimal of the catalogue has, before or behind the point. */
    static final int MAX_DIGITS = 400;

    private Numbers() {}

    /**
     * The number that a text in decimal notation is.
     *
     * @throws NumberFormatException where it is none, or has more than {@value #MAX_DIGITS} digits before or behind the
     *     point when it is written out
     */
    public static BigDecimal decimal(String text) {
        // Reading digits takes time in proportion to their square.
        if (text.length() > 2 * MAX_DIGITS + 20) {
            throw new NumberFormatException("too many digits");
        }
        BigDecimal value = new BigDecimal(text);
        long before = (long) value.precision() - value.scale();
        if (value.scale() > MAX_DIGITS || value.scale() < -MAX_DIGITS || before > MAX_DIGITS) {
            throw new NumberFormatException("too many digits");
        }
        return value;
    }

    /** Whether a number as YAML's core schema knows it is too large or too fine; not so infinity, octal and hexadecimal. */
    static boolean isTooLong(String text) {
        if (text.length() > 2 * MAX_DIGITS + 20) {
            return true;
        }
        if (!text.matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?")) {
            return false;
        }
        try {
            decimal(text);
            return false;
        } catch (NumberFormatException e) {
            return true;
        }
    }
}
