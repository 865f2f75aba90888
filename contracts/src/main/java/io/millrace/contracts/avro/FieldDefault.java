package io.millrace.contracts.avro;

import io.millrace.contracts.product.FieldType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/** A contract's default, written as text in the notation of the type, as the value Avro encodes. */
public final class FieldDefault {

    private FieldDefault() {}

    /**
     * Parses a default: numbers and booleans as in JSON, dates, times and instants in ISO-8601, bytes as ISO-8859-1.
     *
     * @return String, Integer, Long, Float, Double, Boolean, or byte[] for bytes and decimals (two's complement, big
     *     endian); dates as days, times and timestamps in the unit of the type
     * @throws IllegalArgumentException where the text is no value of the type; the message says what is expected
     */
    public static Object avroValue(FieldType type, String text) {
        try {
            if (type instanceof FieldType.Decimal decimal) {
                return decimal(decimal, text);
            }
            return simple((FieldType.Simple) type, text);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("is not " + notation(type), e);
        }
    }

    private static Object simple(FieldType.Simple type, String text) {
        return switch (type) {
            case STRING -> text;
            case INT -> Integer.parseInt(text);
            case LONG -> Long.parseLong(text);
            case FLOAT -> Float.parseFloat(text);
            case DOUBLE -> Double.parseDouble(text);
            case BOOLEAN -> bool(text);
            case BYTES -> text.getBytes(StandardCharsets.ISO_8859_1);
            case DATE -> Math.toIntExact(LocalDate.parse(text).toEpochDay());
            case TIME_MICROS -> LocalTime.parse(text).toNanoOfDay() / 1_000;
            case TIMESTAMP_MILLIS -> Instant.parse(text).toEpochMilli();
            case TIMESTAMP_MICROS -> ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text));
        };
    }

    private static boolean bool(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return text.equals("true");
    }

    private static byte[] decimal(FieldType.Decimal type, String text) {
        BigDecimal value = new BigDecimal(text).setScale(type.scale(), RoundingMode.UNNECESSARY);
        if (value.precision() > type.precision()) {
            throw new IllegalArgumentException(text);
        }
        return value.unscaledValue().toByteArray();
    }

    private static String notation(FieldType type) {
        if (type instanceof FieldType.Decimal decimal) {
            return "a number of at most " + decimal.precision() + " digits, " + decimal.scale() + " behind the point";
        }
        return switch ((FieldType.Simple) type) {
            case STRING, BYTES -> "text";
            case INT -> "a whole number of 32 bits";
            case LONG -> "a whole number of 64 bits";
            case FLOAT, DOUBLE -> "a number";
            case BOOLEAN -> "true or false";
            case DATE -> "a date such as 2026-01-31";
            case TIME_MICROS -> "a time such as 12:30:00";
            case TIMESTAMP_MILLIS, TIMESTAMP_MICROS -> "an instant such as 2026-01-31T12:30:00Z";
        };
    }
}
