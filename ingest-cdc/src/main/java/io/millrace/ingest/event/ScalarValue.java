package io.millrace.ingest.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.contracts.event.EventField;
import io.millrace.contracts.event.EventField.EventType;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value read as a type of a contract, by the same table as products read theirs.
 *
 * @param text as it would stand in a key and in a list of allowed values
 * @param number its amount; of dates and times in the unit of the type; null where it has none
 */
record ScalarValue(String text, @Nullable BigDecimal number) {
    private static final BigDecimal LEAST_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MOST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal LEAST_INT = BigDecimal.valueOf(Integer.MIN_VALUE);
    private static final BigDecimal MOST_INT = BigDecimal.valueOf(Integer.MAX_VALUE);
    private static final int MOST_DIGITS = 400;

    /** The value, or null where it is none of the field's type. */
    static @Nullable ScalarValue of(JsonNode node, EventField field) {
        if (field.type() instanceof EventType.AnyNumber) {
            return node.isNumber() ? number(node.decimalValue()) : null;
        }
        FieldType.Scalar type = ((EventType.One) field.type()).type();
        if (type instanceof FieldType.Decimal decimal) {
            return decimal(node, decimal);
        } else if (type instanceof FieldType.Enumeration symbols) {
            return node.isTextual() && symbols.symbols().contains(node.textValue())
                    ? new ScalarValue(node.textValue(), null)
                    : null;
        }
        return simple(node, (Simple) type, field.zone());
    }

    private static @Nullable ScalarValue simple(JsonNode node, Simple type, Optional<ZoneId> zone) {
        return switch (type) {
            case STRING -> node.isValueNode() ? new ScalarValue(node.asText(), null) : null;
            case INT -> whole(node, LEAST_INT, MOST_INT);
            case LONG -> whole(node, LEAST_LONG, MOST_LONG);
            case FLOAT, DOUBLE -> node.isNumber() ? number(node.decimalValue()) : null;
            case BOOLEAN -> node.isBoolean() ? new ScalarValue(node.asText(), null) : null;
            case BYTES ->
                node.isTextual() && isBase64(node.textValue()) ? new ScalarValue(node.textValue(), null) : null;
            case DATE -> time(node, node.isTextual() ? IsoTimes.date(node.textValue()) : OptionalLong.empty(), 1);
            case TIME_MICROS, TIME_MILLIS ->
                time(node, node.isTextual() ? IsoTimes.time(node.textValue()) : OptionalLong.empty(), unit(type));
            case TIMESTAMP_MICROS, TIMESTAMP_MILLIS ->
                time(
                        node,
                        node.isTextual() ? IsoTimes.instant(node.textValue(), zone) : OptionalLong.empty(),
                        unit(type));
            case LOCAL_TIMESTAMP_MICROS, LOCAL_TIMESTAMP_MILLIS ->
                time(node, node.isTextual() ? IsoTimes.local(node.textValue()) : OptionalLong.empty(), unit(type));
        };
    }

    private static int unit(Simple type) {
        return switch (type) {
            case TIME_MILLIS, TIMESTAMP_MILLIS, LOCAL_TIMESTAMP_MILLIS -> 1000;
            default -> 1;
        };
    }

    private static @Nullable ScalarValue time(JsonNode node, OptionalLong micros, int unit) {
        return micros.isEmpty()
                ? null
                : new ScalarValue(node.textValue(), BigDecimal.valueOf(Math.floorDiv(micros.getAsLong(), unit)));
    }

    private static ScalarValue number(BigDecimal number) {
        return new ScalarValue(number.toPlainString(), number);
    }

    private static @Nullable ScalarValue whole(JsonNode node, BigDecimal least, BigDecimal most) {
        BigDecimal number = amount(node);
        if (number == null || number.compareTo(least) < 0 || number.compareTo(most) > 0) {
            return null;
        }
        try {
            BigInteger exact = number.toBigIntegerExact();
            return new ScalarValue(exact.toString(), new BigDecimal(exact));
        } catch (ArithmeticException e) {
            return null;
        }
    }

    private static @Nullable ScalarValue decimal(JsonNode node, FieldType.Decimal type) {
        BigDecimal number = amount(node);
        if (number == null) {
            return null;
        }
        try {
            BigDecimal exact = number.setScale(type.scale());
            return exact.precision() <= type.precision() ? number(exact) : null;
        } catch (ArithmeticException e) {
            return null;
        }
    }

    /** Of a number, or of a text that holds one; what is too long to be handled in reasonable time is none. */
    private static @Nullable BigDecimal amount(JsonNode node) {
        if (node.isNumber()) {
            BigDecimal number = node.decimalValue();
            return Math.abs((long) number.scale()) <= MOST_DIGITS ? number : null;
        }
        if (!node.isTextual() || node.textValue().length() > MOST_DIGITS) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(node.textValue());
            return Math.abs((long) number.scale()) <= MOST_DIGITS ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static boolean isBase64(String text) {
        try {
            Base64.getDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
