package io.millrace.runtime.topology;

import java.util.Arrays;

/** A header that holds a decimal number and hardly ever changes: parsed once, then compared. */
final class NumberHeader {
    private static final int MOST_DIGITS = 18;

    private final String name;
    private byte[] last = new byte[0];
    private long number;
    private boolean present;

    NumberHeader(String name) {
        this.name = name;
    }

    /** Reads the header; false if it is absent or no number, as foreign connectors may have it. */
    boolean read(InputRecord record) {
        byte[] value = record.last(name);
        if (value == null) {
            return false;
        }
        if (!Arrays.equals(value, last)) {
            last = value;
            present = parse(value);
        }
        return present;
    }

    long number() {
        return number;
    }

    private boolean parse(byte[] digits) {
        if (digits.length == 0 || digits.length > MOST_DIGITS) {
            return false;
        }
        number = 0;
        for (byte digit : digits) {
            if (digit < '0' || digit > '9') {
                return false;
            }
            number = number * 10 + digit - '0';
        }
        return true;
    }
}
