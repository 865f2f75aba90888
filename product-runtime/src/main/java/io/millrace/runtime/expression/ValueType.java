package io.millrace.runtime.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.SimpleType;
import io.millrace.contracts.product.FieldType;

/** The types of values in expressions. All but {@link #DYNAMIC} are told to CEL's type checker as nullable. */
public enum ValueType {
    STRING(NullableType.create(SimpleType.STRING)),
    INT(NullableType.create(SimpleType.INT)),
    DOUBLE(NullableType.create(SimpleType.DOUBLE)),
    BOOL(NullableType.create(SimpleType.BOOL)),
    BYTES(NullableType.create(SimpleType.BYTES)),
    /** Nullable by the language itself, as is {@link #DURATION}. */
    TIMESTAMP(SimpleType.TIMESTAMP),
    DURATION(SimpleType.DURATION),
    /** Of a record, by name. */
    HEADERS(MapType.create(SimpleType.STRING, SimpleType.DYN)),
    /** Known at run time only. */
    DYNAMIC(SimpleType.DYN);

    private final CelType celType;

    ValueType(CelType celType) {
        this.celType = celType;
    }

    CelType celType() {
        return celType;
    }

    /** How values of a contract's type stand in expressions. */
    public static ValueType of(FieldType type) {
        if (type instanceof FieldType.Decimal) {
            return DOUBLE;
        } else if (type instanceof FieldType.Enumeration) {
            return STRING;
        } else if (type instanceof FieldType.Nested) {
            // Expressions see whether it is there, and nothing of what it holds.
            return BOOL;
        }
        return switch ((FieldType.Simple) type) {
            case STRING -> STRING;
            case INT, LONG -> INT;
            case FLOAT, DOUBLE -> DOUBLE;
            case BOOLEAN -> BOOL;
            case BYTES -> BYTES;
            case DATE, TIMESTAMP_MILLIS, TIMESTAMP_MICROS, LOCAL_TIMESTAMP_MILLIS, LOCAL_TIMESTAMP_MICROS -> TIMESTAMP;
            case TIME_MILLIS, TIME_MICROS -> DURATION;
        };
    }
}
