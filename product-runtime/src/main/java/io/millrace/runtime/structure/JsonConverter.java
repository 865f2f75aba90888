package io.millrace.runtime.structure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.runtime.record.Cell;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From JSON, where each value says itself what it is. Decimals and integers may stand as numbers or, since JSON
 * numbers lose digits in many a producer, as strings; dates and times as ISO 8601 strings; bytes as base64 strings.
 */
final class JsonConverter implements Converter {
    /** Longer numbers are refused as doubles: nobody means them, and parsing takes time. */
    private static final int MAX_NUMBER_LENGTH = 1024;

    private static final SourceType TEXT = SourceType.of(SourceType.Encoding.STRING);
    private static final byte[] TRUE = "true".getBytes(US_ASCII);
    private static final byte[] FALSE = "false".getBytes(US_ASCII);

    private final @Nullable Converter ofString;
    private final @Nullable Converter ofNumber;
    private final @Nullable Converter ofBoolean;

    private JsonConverter(@Nullable Converter ofString, @Nullable Converter ofNumber, @Nullable Converter ofBoolean) {
        this.ofString = ofString;
        this.ofNumber = ofNumber;
        this.ofBoolean = ofBoolean;
    }

    static Converter of(FieldType.Scalar target, Optional<ZoneId> zone) {
        Converter text = Converters.of(TEXT, target, zone).orElse(null);
        if (target instanceof FieldType.Decimal) {
            return new JsonConverter(text, text, null);
        } else if (target instanceof FieldType.Enumeration) {
            return new JsonConverter(text, null, null);
        }
        return switch ((Simple) target) {
            case STRING -> new JsonConverter(text, text, JsonConverter::booleanText);
            case INT, LONG -> new JsonConverter(text, text, null);
            case FLOAT -> new JsonConverter(null, JsonConverter::floatNumber, null);
            case DOUBLE -> new JsonConverter(null, JsonConverter::doubleNumber, null);
            case BOOLEAN -> new JsonConverter(null, null, JsonConverter::booleanNumber);
            case BYTES -> new JsonConverter(JsonConverter::base64, null, null);
            case DATE,
                    TIME_MILLIS,
                    TIME_MICROS,
                    TIMESTAMP_MILLIS,
                    TIMESTAMP_MICROS,
                    LOCAL_TIMESTAMP_MILLIS,
                    LOCAL_TIMESTAMP_MICROS -> new JsonConverter(text, null, null);
        };
    }

    /** For strings only. */
    static Converter ofText(Converter ofString) {
        return new JsonConverter(ofString, null, null);
    }

    @Override
    public boolean convert(Slots slots, int slot, Cell cell) {
        Converter converter = switch (slots.kind(slot)) {
            case Slots.JSON_STRING -> ofString;
            case Slots.JSON_NUMBER -> ofNumber;
            case Slots.JSON_TRUE, Slots.JSON_FALSE -> ofBoolean;
            default -> null;
        };
        return converter != null && converter.convert(slots, slot, cell);
    }

    private static boolean booleanNumber(Slots slots, int slot, Cell cell) {
        cell.setNumber(slots.kind(slot) == Slots.JSON_TRUE ? 1 : 0);
        return true;
    }

    private static boolean booleanText(Slots slots, int slot, Cell cell) {
        byte[] text = slots.kind(slot) == Slots.JSON_TRUE ? TRUE : FALSE;
        cell.setSpan(text, 0, text.length);
        return true;
    }

    private static boolean doubleNumber(Slots slots, int slot, Cell cell) {
        if (slots.length(slot) > MAX_NUMBER_LENGTH) {
            return false;
        }
        cell.setFloating(Double.parseDouble(text(slots, slot)));
        return !Double.isInfinite(cell.floating());
    }

    private static boolean floatNumber(Slots slots, int slot, Cell cell) {
        if (slots.length(slot) > MAX_NUMBER_LENGTH) {
            return false;
        }
        cell.setFloating(Float.parseFloat(text(slots, slot)));
        return !Double.isInfinite(cell.floating());
    }

    private static boolean base64(Slots slots, int slot, Cell cell) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text(slots, slot));
            cell.setSpan(bytes, 0, bytes.length);
            return true;
        } catch (IllegalArgumentException e) {
            // Its text quotes the value.
            return false;
        }
    }

    private static String text(Slots slots, int slot) {
        return new String(slots.data(slot), slots.start(slot), slots.length(slot), ISO_8859_1);
    }
}
