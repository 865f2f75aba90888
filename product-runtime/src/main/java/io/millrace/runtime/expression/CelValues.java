package io.millrace.runtime.expression;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import io.millrace.contracts.product.FieldType;
import io.millrace.runtime.record.Cell;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/** Values for expressions. */
public final class CelValues {
    private static final int MAX_NUMBER_LENGTH = 1024;

    /** Any integer of fewer characters fits 64 bits. */
    private static final int LONG_DIGITS = 19;

    private CelValues() {}

    /** What stands for a missing value. */
    public static Object missing() {
        return NullValue.NULL_VALUE;
    }

    /** A JSON number: an int where it is one, else a double. Empty where it is longer than a double can mean. */
    public static Optional<Object> ofJsonNumber(byte[] data, int start, int length) {
        if (length > MAX_NUMBER_LENGTH) {
            return Optional.empty();
        }
        String text = new String(data, start, length, ISO_8859_1);
        if (length < LONG_DIGITS && text.chars().allMatch(next -> next == '-' || (next >= '0' && next <= '9'))) {
            return Optional.of(Long.parseLong(text));
        }
        return Optional.of(Double.parseDouble(text));
    }

    /** The value of a cell of a type. */
    public static Object of(FieldType type, Cell cell) {
        if (cell.isNull()) {
            return NullValue.NULL_VALUE;
        }
        if (type instanceof FieldType.Decimal decimal) {
            return new BigDecimal(cell.unscaled(), decimal.scale()).doubleValue();
        } else if (type instanceof FieldType.Enumeration) {
            return new String(cell.data(), cell.start(), cell.length(), UTF_8);
        } else if (type instanceof FieldType.Nested) {
            return true;
        }
        return switch ((FieldType.Simple) type) {
            case STRING -> new String(cell.data(), cell.start(), cell.length(), UTF_8);
            case INT, LONG -> cell.number();
            case FLOAT, DOUBLE -> cell.floating();
            case BOOLEAN -> cell.number() != 0;
            case BYTES -> CelByteString.of(Arrays.copyOfRange(cell.data(), cell.start(), cell.start() + cell.length()));
            case DATE -> Instant.ofEpochSecond(cell.number() * 86_400);
            case TIME_MILLIS -> Duration.ofMillis(cell.number());
            case TIME_MICROS -> Duration.of(cell.number(), ChronoUnit.MICROS);
            case TIMESTAMP_MILLIS, LOCAL_TIMESTAMP_MILLIS -> Instant.ofEpochMilli(cell.number());
            case TIMESTAMP_MICROS, LOCAL_TIMESTAMP_MICROS -> Instant.EPOCH.plus(cell.number(), ChronoUnit.MICROS);
        };
    }
}
