package io.millrace.runtime.structure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.contracts.avro.FieldDefault;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.runtime.record.Cell;
import io.millrace.runtime.record.Output;
import java.util.Optional;

/**
 * Values that a contract writes as text: defaults and lists of valid values. Numbers and booleans as in
 * JSON, dates and times in ISO 8601, bytes as ISO 8859-1: the notation of {@code
 * io.millrace.contracts.avro.FieldDefault}.
 */
public final class TextLiterals {
    private TextLiterals() {}

    /** The value, or empty where the text is none of the type. */
    public static Optional<Cell> parse(String text, FieldType type) {
        Cell cell = new Cell();
        if (!(type instanceof FieldType.Scalar scalar)) {
            return empty(text, type);
        }
        if (type == Simple.BYTES) {
            byte[] bytes = text.getBytes(ISO_8859_1);
            cell.setSpan(bytes, 0, bytes.length);
            return Optional.of(cell);
        }
        byte[] bytes = text.getBytes(UTF_8);
        Slots slots = new Slots(1);
        slots.setSpan(0, Slots.JSON_STRING, bytes, 0, bytes.length);
        if (type == Simple.BOOLEAN) {
            slots.setKind(0, text.equals("true") ? Slots.JSON_TRUE : Slots.JSON_FALSE);
            if (!text.equals("true") && !text.equals("false")) {
                return Optional.empty();
            }
        } else if (type == Simple.FLOAT || type == Simple.DOUBLE) {
            if (!isNumber(bytes)) {
                return Optional.empty();
            }
            slots.setKind(0, Slots.JSON_NUMBER);
        }
        return JsonConverter.of(scalar, Optional.empty()).convert(slots, 0, cell)
                ? Optional.of(cell)
                : Optional.empty();
    }

    /** An array or map without items, the only one that has a notation: its encoding is the end of its blocks. */
    private static Optional<Cell> empty(String text, FieldType type) {
        boolean list = type instanceof FieldType.ListOf && text.equals(FieldDefault.EMPTY_LIST);
        boolean map = type instanceof FieldType.MapOf && text.equals(FieldDefault.EMPTY_MAP);
        if (!list && !map) {
            return Optional.empty();
        }
        Cell cell = new Cell();
        cell.setItems(0, false, new byte[1], 0, 1);
        return Optional.of(cell);
    }

    private static boolean isNumber(byte[] bytes) {
        JsonInput input = new JsonInput(new Output(16));
        input.reset(bytes, 0, bytes.length);
        try {
            input.number();
            input.expectEnd();
            return true;
        } catch (MalformedException e) {
            return false;
        }
    }
}
