package io.millrace.runtime.structure;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Brings values as a connector writes them in JSON into the form that Avro has for the same type: what comes behind
 * is then the same for both. A value of another kind than the type's does not convert.
 */
public final class ConnectJsonValues {
    private ConnectJsonValues() {}

    /** A converter of typed values as one of JSON values. */
    public static Converter before(SourceType type, Converter typed) {
        if (type.encoding() == SourceType.Encoding.JSON) {
            return typed;
        }
        return (slots, slot, cell) -> isTyped(type, slots, slot) && typed.convert(slots, slot, cell);
    }

    /** A converter of ISO 8601 dates and times of day as one of those that end with {@code Z}, as connectors write. */
    public static Converter withoutZone(Converter ofText) {
        return (slots, slot, cell) -> {
            int length = slots.length(slot);
            byte[] data = slots.data(slot);
            if (slots.kind(slot) == Slots.JSON_STRING && length > 0 && data[slots.start(slot) + length - 1] == 'Z') {
                slots.setSpan(slot, Slots.JSON_STRING, data, slots.start(slot), length - 1);
            }
            return ofText.convert(slots, slot, cell);
        };
    }

    private static boolean isTyped(SourceType type, Slots slots, int slot) {
        byte kind = slots.kind(slot);
        if (kind == Slots.TYPED) {
            return true;
        }
        return switch (type.encoding()) {
            case INT,
                    LONG,
                    DATE,
                    TIME_MILLIS,
                    TIME_MICROS,
                    TIME_NANOS,
                    TIMESTAMP_MILLIS,
                    TIMESTAMP_MICROS,
                    TIMESTAMP_NANOS,
                    LOCAL_TIMESTAMP_MILLIS,
                    LOCAL_TIMESTAMP_MICROS,
                    LOCAL_TIMESTAMP_NANOS -> kind == Slots.JSON_NUMBER && wholeNumber(slots, slot);
            case BOOLEAN -> {
                slots.setNumber(slot, kind == Slots.JSON_TRUE ? 1 : 0);
                yield kind == Slots.JSON_TRUE || kind == Slots.JSON_FALSE;
            }
            case STRING -> kind == Slots.JSON_STRING;
            case BYTES, DECIMAL -> kind == Slots.JSON_STRING && base64(slots, slot);
            case UUID, FLOAT, DOUBLE, VARIABLE_DECIMAL, RECORD, ARRAY, MAP, JSON -> false;
        };
    }

    /** Digits that always fit 64 bits. */
    private static final int SAFE_DIGITS = 18;

    private static boolean wholeNumber(Slots slots, int slot) {
        byte[] data = slots.data(slot);
        int at = slots.start(slot);
        int end = at + slots.length(slot);
        boolean negative = data[at] == '-';
        if (negative) {
            at++;
        }
        if (end - at > SAFE_DIGITS + 1) {
            return false;
        }
        long value = 0;
        for (; at < end; at++) {
            int digit = data[at] - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
                return false;
            }
            value = value * 10 + digit;
        }
        slots.setNumber(slot, negative ? -value : value);
        return true;
    }

    private static boolean base64(Slots slots, int slot) {
        byte[] decoded = decoded(slots.data(slot), slots.start(slot), slots.length(slot));
        if (decoded == null) {
            return false;
        }
        slots.setSpan(slot, Slots.TYPED, decoded, 0, decoded.length);
        return true;
    }

    private static byte @Nullable [] decoded(byte[] data, int start, int length) {
        try {
            return Base64.getDecoder().decode(java.util.Arrays.copyOfRange(data, start, start + length));
        } catch (IllegalArgumentException e) {
            // Its text quotes the value.
            return null;
        }
    }

    /** The whole number of a JSON number, or of what Avro has in its place; 0 where it is neither. */
    public static long number(Slots slots, int slot) {
        boolean whole =
                slots.kind(slot) == Slots.TYPED || (slots.kind(slot) == Slots.JSON_NUMBER && wholeNumber(slots, slot));
        return whole ? slots.number(slot) : 0;
    }
}
