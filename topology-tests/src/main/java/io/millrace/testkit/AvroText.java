package io.millrace.testkit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/**
 * How a person writes a value of an Avro type in a case file, and how a value is shown beside it: decimals with their
 * scale, dates and times in ISO 8601 (timestamps in UTC), bytes in hexadecimal.
 */
final class AvroText {
    private static final HexFormat HEX = HexFormat.of();

    private AvroText() {}

    /**
     * The value of a text.
     *
     * @throws IllegalArgumentException naming the type, where the text is none of its values
     */
    static Object parse(Schema type, String text) {
        try {
            return switch (type.getType()) {
                case STRING -> text;
                case ENUM -> new GenericData.EnumSymbol(type, text);
                case BOOLEAN -> bool(text);
                case INT ->
                    type.getLogicalType() instanceof LogicalTypes.Date
                            ? (Object) Math.toIntExact(LocalDate.parse(text).toEpochDay())
                            : (Object) Integer.valueOf(text);
                case LONG -> parseLong(type.getLogicalType(), text);
                case FLOAT -> Float.valueOf(text);
                case DOUBLE -> Double.valueOf(text);
                case BYTES -> parseBytes(type.getLogicalType(), text);
                default -> throw new IllegalArgumentException("no text form");
            };
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is not a value of type " + name(type), e);
        }
    }

    /** The text of a value. */
    static String text(Schema type, Object value) {
        LogicalType logical = type.getLogicalType();
        return switch (type.getType()) {
            case INT ->
                logical instanceof LogicalTypes.Date
                        ? LocalDate.ofEpochDay((Integer) value).toString()
                        : value.toString();
            case LONG -> textOfLong(logical, (Long) value);
            case BYTES -> textOfBytes(logical, (ByteBuffer) value);
            default -> value.toString();
        };
    }

    /** The logical type's name, else the type's. */
    static String name(Schema type) {
        return type.getLogicalType() == null
                ? type.getType().getName()
                : type.getLogicalType().getName();
    }

    private static Boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    private static Long parseLong(LogicalType logical, String text) {
        if (logical instanceof LogicalTypes.TimeMicros) {
            return ChronoUnit.MICROS.between(LocalTime.MIDNIGHT, LocalTime.parse(text));
        } else if (logical instanceof LogicalTypes.TimestampMillis) {
            return Instant.parse(text).toEpochMilli();
        } else if (logical instanceof LogicalTypes.TimestampMicros) {
            return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text));
        }
        return Long.valueOf(text);
    }

    private static String textOfLong(LogicalType logical, long value) {
        if (logical instanceof LogicalTypes.TimeMicros) {
            return LocalTime.MIDNIGHT.plus(value, ChronoUnit.MICROS).toString();
        } else if (logical instanceof LogicalTypes.TimestampMillis) {
            return Instant.ofEpochMilli(value).toString();
        } else if (logical instanceof LogicalTypes.TimestampMicros) {
            return Instant.EPOCH.plus(value, ChronoUnit.MICROS).toString();
        }
        return Long.toString(value);
    }

    private static ByteBuffer parseBytes(LogicalType logical, String text) {
        return ByteBuffer.wrap(
                logical instanceof LogicalTypes.Decimal decimal
                        ? new BigDecimal(text)
                                .setScale(decimal.getScale())
                                .unscaledValue()
                                .toByteArray()
                        : HEX.parseHex(text));
    }

    private static String textOfBytes(LogicalType logical, ByteBuffer value) {
        byte[] bytes = new byte[value.remaining()];
        value.duplicate().get(bytes);
        return logical instanceof LogicalTypes.Decimal decimal
                ? new BigDecimal(new BigInteger(bytes), decimal.getScale()).toPlainString()
                : HEX.formatHex(bytes);
    }
}
