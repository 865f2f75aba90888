package io.millrace.contracts.avro;

import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.yaml.Numbers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** A contract's default, written as text in the notation of the type, as the value Avro encodes. */
public final class FieldDefault {
    /** The only default of an array. */
    public static final String EMPTY_LIST = "[]";

    /** The only default of a map. */
    public static final String EMPTY_MAP = "{}";

    private FieldDefault() {}

    /**
     * Parses a default: numbers and booleans as in JSON, dates, times and instants in ISO-8601, bytes as ISO-8859-1.
     *
     * @return String, also for a symbol; Integer, Long, Float, Double, Boolean, or byte[] for bytes and decimals (two's
     *     complement, big endian); dates as days, times and timestamps in the unit of the type; an empty List or Map
     * @throws IllegalArgumentException where the text is no value of the type; the message says what is expected
     */
    public static Object avroValue(FieldType type, String text) {
        try {
            if (type instanceof FieldType.Decimal decimal) {
                return decimal(decimal, text);
            } else if (type instanceof FieldType.Enumeration enumeration) {
                return symbol(enumeration, text);
            } else if (type instanceof FieldType.Nested) {
                return empty(type, text);
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
            case TIME_MILLIS -> Math.toIntExact(LocalTime.parse(text).toNanoOfDay() / 1_000_000);
            case TIME_MICROS -> LocalTime.parse(text).toNanoOfDay() / 1_000;
            case TIMESTAMP_MILLIS -> Instant.parse(text).toEpochMilli();
            case TIMESTAMP_MICROS -> ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text));
            case LOCAL_TIMESTAMP_MILLIS ->
                LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).toEpochMilli();
            case LOCAL_TIMESTAMP_MICROS ->
                ChronoUnit.MICROS.between(
                        Instant.EPOCH, LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        };
    }

    private static String symbol(FieldType.Enumeration type, String text) {
        if (!type.symbols().contains(text)) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static Object empty(FieldType type, String text) {
        if (type instanceof FieldType.ListOf && text.equals(EMPTY_LIST)) {
            return List.of();
        } else if (type instanceof FieldType.MapOf && text.equals(EMPTY_MAP)) {
            return Map.of();
        }
        throw new IllegalArgumentException(text);
    }

    private static boolean bool(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return text.equals("true");
    }

    private static byte[] decimal(FieldType.Decimal type, String text) {
        BigDecimal value = Numbers.decimal(text).setScale(type.scale(), RoundingMode.UNNECESSARY);
        if (value.precision() > type.precision()) {
            throw new IllegalArgumentException(text);
        }
        return value.unscaledValue().toByteArray();
    }

    private static String notation(FieldType type) {
        if (type instanceof FieldType.Decimal decimal) {
            return "a number of at most " + decimal.precision() + " digits, " + decimal.scale() + " behind the point";
        }
        if (type instanceof FieldType.Enumeration enumeration) {
            return "one of " + String.join(", ", enumeration.symbols());
        } else if (type instanceof FieldType.ListOf) {
            return "an empty array, the only default an array can have";
        } else if (type instanceof FieldType.MapOf) {
            return "an empty map, the only default a map can have";
        } else if (type instanceof FieldType.Struct) {
            return "possible for an object; give its properties defaults instead";
        }
        return switch ((FieldType.Simple) type) {
            case STRING, BYTES -> "text";
            case INT -> "a whole number of 32 bits";
            case LONG -> "a whole number of 64 bits";
            case FLOAT, DOUBLE -> "a number";
            case BOOLEAN -> "true or false";
            case DATE -> "a date such as 2026-01-31";
            case TIME_MILLIS, TIME_MICROS -> "a time such as 12:30:00";
            case TIMESTAMP_MILLIS, TIMESTAMP_MICROS -> "an instant such as 2026-01-31T12:30:00Z";
            case LOCAL_TIMESTAMP_MILLIS, LOCAL_TIMESTAMP_MICROS ->
                "a date and time without a zone, such as 2026-01-31T12:30:00";
        };
    }
}
