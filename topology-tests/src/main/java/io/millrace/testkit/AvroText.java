package io.millrace.testkit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

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
                case ENUM -> symbol(type, text);
                case BOOLEAN -> bool(text);
                case INT -> parseInt(type.getLogicalType(), text);
                case ARRAY -> parseArray(Actual.present(type.getElementType()), text);
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
            case INT -> textOfInt(logical, (Integer) value);
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

    private static GenericData.EnumSymbol symbol(Schema type, String text) {
        if (!type.hasEnumSymbol(text)) {
            throw new IllegalArgumentException("no such symbol");
        }
        return new GenericData.EnumSymbol(type, text);
    }

    private static Integer parseInt(LogicalType logical, String text) {
        if (logical instanceof LogicalTypes.Date) {
            return Math.toIntExact(LocalDate.parse(text).toEpochDay());
        } else if (logical instanceof LogicalTypes.TimeMillis) {
            return Math.toIntExact(ChronoUnit.MILLIS.between(LocalTime.MIDNIGHT, LocalTime.parse(text)));
        }
        return Integer.valueOf(text);
    }

    private static String textOfInt(LogicalType logical, Integer value) {
        if (logical instanceof LogicalTypes.Date) {
            return LocalDate.ofEpochDay(value).toString();
        }
        return logical instanceof LogicalTypes.TimeMillis
                ? LocalTime.MIDNIGHT.plus(value, ChronoUnit.MILLIS).toString()
                : value.toString();
    }

    /** As PostgreSQL writes an array of plain values: {@code {a,b,NULL}}. */
    private static List<@Nullable Object> parseArray(Schema element, String text) {
        if (!text.startsWith("{") || !text.endsWith("}")) {
            throw new IllegalArgumentException("no array");
        }
        List<@Nullable Object> items = new ArrayList<>();
        String inside = text.substring(1, text.length() - 1);
        for (String item : inside.isEmpty() ? new String[0] : inside.split(",", -1)) {
            items.add(item.equals("NULL") ? null : parse(element, item));
        }
        return items;
    }

    private static Long parseLong(LogicalType logical, String text) {
        if (logical instanceof LogicalTypes.TimeMicros) {
            return ChronoUnit.MICROS.between(LocalTime.MIDNIGHT, LocalTime.parse(text));
        } else if (logical instanceof LogicalTypes.TimestampMillis) {
            return Instant.parse(text).toEpochMilli();
        } else if (logical instanceof LogicalTypes.TimestampMicros) {
            return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text));
        } else if (logical instanceof LogicalTypes.LocalTimestampMillis) {
            return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).toEpochMilli();
        } else if (logical instanceof LogicalTypes.LocalTimestampMicros) {
            return ChronoUnit.MICROS.between(
                    Instant.EPOCH, LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
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
        } else if (logical instanceof LogicalTypes.LocalTimestampMillis) {
            return LocalDateTime.ofInstant(Instant.ofEpochMilli(value), ZoneOffset.UTC)
                    .toString();
        } else if (logical instanceof LogicalTypes.LocalTimestampMicros) {
            return LocalDateTime.ofInstant(Instant.EPOCH.plus(value, ChronoUnit.MICROS), ZoneOffset.UTC)
                    .toString();
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
