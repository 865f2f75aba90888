package io.millrace.runtime.expression;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.NullableType;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import io.millrace.contracts.product.FieldType;
import io.millrace.runtime.record.Cell;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Results of expressions as values of a contract's types. A double becomes a decimal by rounding half to even at the
 * decimal's scale: it was computed, so there is no exact value to lose. Everything else fits or is refused.
 */
public final class CelResults {
    private static final long DAY_SECONDS = 86_400;

    private CelResults() {}

    /** The kinds a result for the type may have. */
    static Set<CelKind> kinds(FieldType type) {
        if (type instanceof FieldType.Decimal) {
            return Set.of(CelKind.INT, CelKind.DOUBLE);
        } else if (type instanceof FieldType.Enumeration) {
            return Set.of(CelKind.STRING);
        } else if (type instanceof FieldType.Nested) {
            return Set.of();
        }
        return switch ((FieldType.Simple) type) {
            case STRING -> Set.of(CelKind.STRING);
            case INT, LONG -> Set.of(CelKind.INT);
            case FLOAT, DOUBLE -> Set.of(CelKind.DOUBLE, CelKind.INT);
            case BOOLEAN -> Set.of(CelKind.BOOL);
            case BYTES -> Set.of(CelKind.BYTES);
            case DATE, TIMESTAMP_MILLIS, TIMESTAMP_MICROS, LOCAL_TIMESTAMP_MILLIS, LOCAL_TIMESTAMP_MICROS ->
                Set.of(CelKind.TIMESTAMP);
            case TIME_MILLIS, TIME_MICROS -> Set.of(CelKind.DURATION);
        };
    }

    /** The kind of a result, without its nullability. */
    static CelKind kind(CelType type) {
        return type instanceof NullableType nullable ? nullable.targetType().kind() : type.kind();
    }

    /** Puts a result into a cell; false where it does not fit the type. */
    public static boolean put(Object result, FieldType type, Cell cell) {
        if (result == NullValue.NULL_VALUE) {
            cell.setNull();
            return true;
        }
        if (type instanceof FieldType.Decimal decimal) {
            return result instanceof Number number && putDecimal(number, decimal, cell);
        } else if (type instanceof FieldType.Enumeration enumeration) {
            return result instanceof String text && putSymbol(text, enumeration, cell);
        } else if (type instanceof FieldType.Nested) {
            return false;
        }
        return switch ((FieldType.Simple) type) {
            case STRING -> result instanceof String text && putBytes(text.getBytes(UTF_8), cell);
            case INT -> result instanceof Long number && number.intValue() == number && putNumber(number, cell);
            case LONG -> result instanceof Long number && putNumber(number, cell);
            case DOUBLE -> result instanceof Number number && putFloating(number.doubleValue(), cell);
            case FLOAT -> result instanceof Number number && putFloating(number.floatValue(), cell);
            case BOOLEAN -> result instanceof Boolean bool && putNumber(bool ? 1 : 0, cell);
            case BYTES -> result instanceof CelByteString bytes && putBytes(bytes.toByteArray(), cell);
            case DATE ->
                result instanceof Instant instant
                        && instant.getNano() == 0
                        && instant.getEpochSecond() % DAY_SECONDS == 0
                        && putNumber(instant.getEpochSecond() / DAY_SECONDS, cell);
            case TIMESTAMP_MILLIS, LOCAL_TIMESTAMP_MILLIS ->
                result instanceof Instant instant && putUnits(instant.getEpochSecond(), instant.getNano(), 1000, cell);
            case TIMESTAMP_MICROS, LOCAL_TIMESTAMP_MICROS ->
                result instanceof Instant instant
                        && putUnits(instant.getEpochSecond(), instant.getNano(), 1_000_000, cell);
            case TIME_MILLIS ->
                result instanceof Duration time
                        && isTimeOfDay(time)
                        && putUnits(time.getSeconds(), time.getNano(), 1000, cell);
            case TIME_MICROS ->
                result instanceof Duration time
                        && isTimeOfDay(time)
                        && putUnits(time.getSeconds(), time.getNano(), 1_000_000, cell);
        };
    }

    private static boolean isTimeOfDay(Duration time) {
        return !time.isNegative() && time.compareTo(Duration.ofDays(1)) <= 0;
    }

    private static boolean putSymbol(String text, FieldType.Enumeration type, Cell cell) {
        int index = type.symbols().indexOf(text);
        cell.setNumber(index);
        return index >= 0 && putBytes(text.getBytes(UTF_8), cell);
    }

    private static boolean putNumber(long value, Cell cell) {
        cell.setNumber(value);
        return true;
    }

    private static boolean putFloating(double value, Cell cell) {
        cell.setFloating(value);
        return true;
    }

    private static boolean putBytes(byte[] bytes, Cell cell) {
        cell.setSpan(bytes, 0, bytes.length);
        return true;
    }

    private static boolean putUnits(long seconds, int nanos, int perSecond, Cell cell) {
        int nanosPerUnit = 1_000_000_000 / perSecond;
        if (nanos % nanosPerUnit != 0 || Math.multiplyHigh(seconds, perSecond) != ((seconds * perSecond) >> 63)) {
            return false;
        }
        return putNumber(seconds * perSecond + nanos / nanosPerUnit, cell);
    }

    private static boolean putDecimal(Number number, FieldType.Decimal type, Cell cell) {
        BigDecimal value;
        if (number instanceof Long whole) {
            value = BigDecimal.valueOf(whole);
        } else if (number instanceof Double real && Double.isFinite(real)) {
            value = BigDecimal.valueOf(real);
        } else {
            return false;
        }
        BigInteger unscaled =
                value.setScale(type.scale(), RoundingMode.HALF_EVEN).unscaledValue();
        cell.setBig(unscaled);
        return unscaled.abs().compareTo(BigInteger.TEN.pow(type.precision())) < 0;
    }
}
