package io.millrace.runtime.plan;

import io.millrace.contracts.product.FieldType;
import io.millrace.runtime.expression.CelValues;
import io.millrace.runtime.expression.ValueType;
import io.millrace.runtime.record.Cell;
import io.millrace.runtime.structure.Converter;
import io.millrace.runtime.structure.Converters;
import io.millrace.runtime.structure.Slots;
import io.millrace.runtime.structure.SourceType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One path that an expression names, bound to one writer schema: the slot's value as a value of the expression. */
final class ExpressionInput {
    private final int slot;
    private final FieldType type;
    private final ValueType valueType;
    private final @Nullable Converter converter;
    private final boolean mayBeUnavailable;
    private final Map<String, Integer> headers;

    private ExpressionInput(
            int slot, FieldType type, ValueType valueType, @Nullable Converter converter, boolean mayBeUnavailable) {
        this(slot, type, valueType, converter, mayBeUnavailable, Map.of());
    }

    private ExpressionInput(
            int slot,
            FieldType type,
            ValueType valueType,
            @Nullable Converter converter,
            boolean mayBeUnavailable,
            Map<String, Integer> headers) {
        this.headers = headers;
        this.slot = slot;
        this.type = type;
        this.valueType = valueType;
        this.converter = converter;
        this.mayBeUnavailable = mayBeUnavailable;
    }

    static ExpressionInput of(int slot, SourceType source, InputReader reader, boolean mayBeUnavailable) {
        if (source.encoding() == SourceType.Encoding.JSON) {
            return new ExpressionInput(slot, FieldType.Simple.STRING, ValueType.DYNAMIC, null, mayBeUnavailable);
        }
        FieldType.Scalar type = natural(source);
        boolean instant = type == FieldType.Simple.TIMESTAMP_MICROS;
        Converter converter = (instant ? Converters.toInstant(source) : Converters.of(source, type)).orElseThrow();
        return new ExpressionInput(
                slot,
                type,
                ValueType.of(type),
                reader.converting(slot, mayBeUnavailable ? ColumnRange.within(source, converter) : converter),
                mayBeUnavailable && Placeholder.isPossible(source));
    }

    /** Headers by name, each in a slot. */
    static ExpressionInput ofHeaders(Map<String, Integer> slots) {
        return new ExpressionInput(0, FieldType.Simple.STRING, ValueType.HEADERS, null, false, Map.copyOf(slots));
    }

    /** The contract type that takes every value of the source type. */
    private static FieldType.Scalar natural(SourceType source) {
        return switch (source.encoding()) {
            case STRING, UUID, JSON -> FieldType.Simple.STRING;
            case BYTES -> FieldType.Simple.BYTES;
            case INT, LONG -> FieldType.Simple.LONG;
            case FLOAT, DOUBLE -> FieldType.Simple.DOUBLE;
            case BOOLEAN -> FieldType.Simple.BOOLEAN;
            case DATE -> FieldType.Simple.DATE;
            case TIME_MILLIS, TIME_MICROS, TIME_NANOS -> FieldType.Simple.TIME_MICROS;
            case TIMESTAMP_MILLIS,
                    TIMESTAMP_MICROS,
                    TIMESTAMP_NANOS,
                    LOCAL_TIMESTAMP_MILLIS,
                    LOCAL_TIMESTAMP_MICROS,
                    LOCAL_TIMESTAMP_NANOS -> FieldType.Simple.TIMESTAMP_MICROS;
            case DECIMAL -> new FieldType.Decimal(Integer.MAX_VALUE, source.scale());
            case RECORD, ARRAY, MAP -> throw new IllegalArgumentException("an expression reads single values");
            case VARIABLE_DECIMAL -> new FieldType.Decimal(Integer.MAX_VALUE, VARIABLE_SCALE);
        };
    }

    /** Digits that a decimal without declared scale keeps in expressions, where it is a double anyway. */
    private static final int VARIABLE_SCALE = 40;

    ValueType valueType() {
        return valueType;
    }

    boolean isAbsent(Slots slots) {
        return slots.isAbsent(slot);
    }

    boolean isUnavailable(Slots slots) {
        return mayBeUnavailable && slots.isText(slot) && Placeholder.isAt(slots, slot);
    }

    private @Nullable Object headers(Slots slots, Cell spare) {
        Map<String, Object> values = new HashMap<>();
        for (Map.Entry<String, Integer> header : headers.entrySet()) {
            int at = header.getValue();
            if (!slots.isPresent(at)) {
                values.put(header.getKey(), CelValues.missing());
            } else if (slots.json(at) == Slots.Json.STRING) {
                spare.setSpan(slots.data(at), slots.start(at), slots.length(at));
                values.put(header.getKey(), CelValues.of(FieldType.Simple.STRING, spare));
            } else {
                return null;
            }
        }
        return values;
    }

    /** The value, or Java's null where it has none that an expression can take. */
    @Nullable
    Object value(Slots slots, Cell spare) {
        if (valueType == ValueType.HEADERS) {
            return headers(slots, spare);
        }
        if (!slots.isPresent(slot)) {
            return CelValues.missing();
        }
        if (converter != null) {
            return converter.convert(slots, slot, spare) ? CelValues.of(type, spare) : null;
        }
        return switch (slots.json(slot)) {
            case STRING -> {
                spare.setSpan(slots.data(slot), slots.start(slot), slots.length(slot));
                yield CelValues.of(FieldType.Simple.STRING, spare);
            }
            case NUMBER ->
                CelValues.ofJsonNumber(slots.data(slot), slots.start(slot), slots.length(slot))
                        .orElse(null);
            case TRUE -> true;
            case FALSE -> false;
            case OTHER -> null;
        };
    }
}
