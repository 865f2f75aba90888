package io.millrace.runtime.plan;

import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.runtime.plan.RandomSchema.Kind;
import io.millrace.runtime.plan.RandomSchema.Leaf;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;

/**
 * The meaning of conversions, written as plainly as can be with Java's own classes. Values are String, Long (all whole
 * numbers, dates and times), Double, Boolean, BigDecimal and ByteBuffer.
 */
final class ReferenceConversion {
    private static final Set<Kind> WHOLE = EnumSet.of(Kind.INT, Kind.LONG);
    private static final Set<Kind> TEXT = EnumSet.of(Kind.STRING, Kind.ENUM);
    private static final Set<Kind> DECIMALS = EnumSet.of(Kind.DECIMAL, Kind.VARIABLE_DECIMAL);
    private static final Set<Kind> TIMESTAMPS = EnumSet.of(
            Kind.TIMESTAMP_MILLIS,
            Kind.TIMESTAMP_MICROS,
            Kind.TIMESTAMP_NANOS,
            Kind.LOCAL_TIMESTAMP_MILLIS,
            Kind.LOCAL_TIMESTAMP_MICROS,
            Kind.LOCAL_TIMESTAMP_NANOS);
    private static final Set<Kind> LOCAL =
            EnumSet.of(Kind.LOCAL_TIMESTAMP_MILLIS, Kind.LOCAL_TIMESTAMP_MICROS, Kind.LOCAL_TIMESTAMP_NANOS);
    private static final Set<Kind> TIMES = EnumSet.of(Kind.TIME_MILLIS, Kind.TIME_MICROS, Kind.TIME_NANOS);

    private ReferenceConversion() {}

    static boolean isPossible(Kind kind, FieldType target, boolean toDay) {
        if (toDay) {
            return kind == Kind.DATE || TIMESTAMPS.contains(kind) || TEXT.contains(kind);
        }
        if (target instanceof FieldType.Decimal) {
            return WHOLE.contains(kind) || TEXT.contains(kind) || DECIMALS.contains(kind);
        }
        if (target instanceof FieldType.Enumeration) {
            return TEXT.contains(kind);
        }
        return switch ((Simple) target) {
            case STRING ->
                !EnumSet.of(
                                Kind.BYTES,
                                Kind.FIXED,
                                Kind.FLOAT,
                                Kind.DOUBLE,
                                Kind.VARIABLE_DECIMAL,
                                Kind.TIME_NANOS,
                                Kind.TIMESTAMP_NANOS,
                                Kind.LOCAL_TIMESTAMP_NANOS)
                        .contains(kind);
            case BYTES -> EnumSet.of(Kind.BYTES, Kind.FIXED, Kind.UUID).contains(kind);
            case INT, LONG -> WHOLE.contains(kind) || TEXT.contains(kind) || DECIMALS.contains(kind);
            case FLOAT, DOUBLE -> WHOLE.contains(kind) || kind == Kind.FLOAT || kind == Kind.DOUBLE;
            case BOOLEAN -> kind == Kind.BOOLEAN;
            case DATE -> kind == Kind.DATE || TEXT.contains(kind);
            case TIME_MILLIS, TIME_MICROS -> TIMES.contains(kind) || TEXT.contains(kind);
            case LOCAL_TIMESTAMP_MILLIS, LOCAL_TIMESTAMP_MICROS -> LOCAL.contains(kind) || TEXT.contains(kind);
            case TIMESTAMP_MILLIS, TIMESTAMP_MICROS -> TIMESTAMPS.contains(kind) || TEXT.contains(kind);
        };
    }

    /** The value, or empty where it cannot be had. */
    static Optional<Object> convert(Object raw, Leaf leaf, FieldType target, boolean toDay, Optional<ZoneId> zone) {
        try {
            if (toDay) {
                return Optional.of(day(raw, leaf.kind()));
            }
            if (target instanceof FieldType.Decimal type) {
                BigDecimal value = number(raw, leaf).setScale(type.scale(), RoundingMode.UNNECESSARY);
                boolean fits = value.signum() == 0 || value.precision() <= type.precision();
                return fits ? Optional.of(value) : Optional.empty();
            }
            if (target instanceof FieldType.Enumeration type) {
                return Optional.<Object>of(raw.toString()).filter(type.symbols()::contains);
            }
            return Optional.of(simple(raw, leaf, (Simple) target, zone));
        } catch (ArithmeticException | DateTimeException | NumberFormatException notPossible) {
            return Optional.empty();
        }
    }

    private static Object simple(Object raw, Leaf leaf, Simple target, Optional<ZoneId> zone) {
        return switch (target) {
            case STRING -> text(raw, leaf);
            case BYTES -> ByteBuffer.wrap(bytes(raw));
            case INT -> (long) number(raw, leaf).intValueExact();
            case LONG -> number(raw, leaf).longValueExact();
            case FLOAT -> exact(real(raw), (float) real(raw));
            case DOUBLE -> real(raw);
            case BOOLEAN -> raw;
            case DATE ->
                raw instanceof Integer days
                        ? (Object) (long) days
                        : LocalDate.parse(withoutZulu(raw.toString(), 11)).toEpochDay();
            case TIME_MILLIS -> exactly(time(raw, leaf.kind()), 1000);
            case TIME_MICROS -> time(raw, leaf.kind());
            case TIMESTAMP_MILLIS -> units(zoned(raw, leaf.kind(), zone), ChronoUnit.MILLIS, leaf.kind());
            case TIMESTAMP_MICROS -> units(zoned(raw, leaf.kind(), zone), ChronoUnit.MICROS, leaf.kind());
            case LOCAL_TIMESTAMP_MILLIS -> units(local(raw, leaf.kind()), ChronoUnit.MILLIS, leaf.kind());
            case LOCAL_TIMESTAMP_MICROS -> units(local(raw, leaf.kind()), ChronoUnit.MICROS, leaf.kind());
        };
    }

    private static double real(Object raw) {
        if (raw instanceof Float || raw instanceof Double) {
            return ((Number) raw).doubleValue();
        }
        long value = ((Number) raw).longValue();
        if (new BigDecimal((double) value).compareTo(BigDecimal.valueOf(value)) != 0) {
            throw new ArithmeticException();
        }
        return (double) value;
    }

    private static Object exact(double value, float narrowed) {
        if (!Double.isNaN(value) && (double) narrowed != value) {
            throw new ArithmeticException();
        }
        return (double) narrowed;
    }

    private static byte[] bytes(Object raw) {
        if (raw instanceof GenericFixed fixed) {
            return fixed.bytes();
        }
        ByteBuffer buffer = ((ByteBuffer) raw).duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    static BigDecimal number(Object raw, Leaf leaf) {
        return switch (leaf.kind()) {
            case INT, LONG -> BigDecimal.valueOf(((Number) raw).longValue());
            case DECIMAL -> new BigDecimal(new BigInteger(bytes(raw)), leaf.scale());
            case VARIABLE_DECIMAL ->
                new BigDecimal(new BigInteger(bytes(((GenericRecord) raw).get("value"))), (int)
                        ((GenericRecord) raw).get("scale"));
            default -> {
                if (!raw.toString().matches("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,4})?")) {
                    throw new NumberFormatException();
                }
                yield new BigDecimal(raw.toString());
            }
        };
    }

    private static String text(Object raw, Leaf leaf) {
        return switch (leaf.kind()) {
            case DECIMAL -> number(raw, leaf).toPlainString();
            case DATE -> LocalDate.ofEpochDay((Integer) raw).toString();
            case TIME_MILLIS, TIME_MICROS -> timeText(time(raw, leaf.kind()));
            case TIMESTAMP_MILLIS, TIMESTAMP_MICROS, LOCAL_TIMESTAMP_MILLIS, LOCAL_TIMESTAMP_MICROS -> {
                OffsetDateTime at = instant(raw, leaf.kind()).atOffset(ZoneOffset.UTC);
                yield at.toLocalDate() + "T" + timeText(at.toLocalTime().toNanoOfDay() / 1000) + "Z";
            }
            case UUID -> {
                ByteBuffer halves = ByteBuffer.wrap(bytes(raw));
                yield new UUID(halves.getLong(), halves.getLong()).toString();
            }
            default -> raw.toString();
        };
    }

    static String timeText(long micros) {
        String text = String.format(
                "%02d:%02d:%02d", micros / 3_600_000_000L, micros / 60_000_000 % 60, micros / 1_000_000 % 60);
        String fraction = String.format("%06d", micros % 1_000_000).replaceAll("0+$", "");
        return fraction.isEmpty() ? text : text + "." + fraction;
    }

    private static long time(Object raw, Kind kind) {
        if (TEXT.contains(kind)) {
            String text = raw.toString();
            LocalTime time = LocalTime.parse(text.endsWith("Z") ? text.substring(0, text.length() - 1) : text);
            return exactly(time.toNanoOfDay(), 1000);
        }
        long micros = switch (kind) {
            case TIME_MILLIS -> ((Integer) raw) * 1000L;
            case TIME_NANOS -> exactly((Long) raw, 1000);
            default -> (Long) raw;
        };
        if (micros < 0 || micros > Duration.ofDays(1).toNanos() / 1000) {
            throw new DateTimeException("out of range");
        }
        return micros;
    }

    /** The instant at which a clock in UTC shows what the wall clock showed. */
    private static Instant local(Object raw, Kind kind) {
        if (LOCAL.contains(kind)) {
            return instant(raw, kind);
        }
        return LocalDateTime.parse(raw.toString().replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    }

    private static Instant zoned(Object raw, Kind kind, Optional<ZoneId> zone) {
        boolean sayNoZone = LOCAL.contains(kind) || (TEXT.contains(kind) && isLocal(raw.toString()));
        if (zone.isEmpty() || !sayNoZone) {
            return instant(raw, kind);
        }
        return LocalDateTime.ofInstant(local(raw, kind), ZoneOffset.UTC)
                .atZone(zone.get())
                .toInstant();
    }

    private static boolean isLocal(String text) {
        try {
            LocalDateTime.parse(text.replace(' ', 'T'));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static Instant instant(Object raw, Kind kind) {
        return switch (kind) {
            case TIMESTAMP_MILLIS, LOCAL_TIMESTAMP_MILLIS -> Instant.ofEpochMilli((Long) raw);
            case TIMESTAMP_MICROS, LOCAL_TIMESTAMP_MICROS -> Instant.EPOCH.plus((Long) raw, ChronoUnit.MICROS);
            case TIMESTAMP_NANOS, LOCAL_TIMESTAMP_NANOS -> Instant.EPOCH.plus((Long) raw, ChronoUnit.NANOS);
            default -> OffsetDateTime.parse(raw.toString().replace(' ', 'T')).toInstant();
        };
    }

    private static Object units(Instant instant, ChronoUnit unit, Kind kind) {
        if ((kind == Kind.TIMESTAMP_MILLIS || kind == Kind.LOCAL_TIMESTAMP_MILLIS) && unit == ChronoUnit.MILLIS) {
            return instant.toEpochMilli();
        }
        long perSecond = unit == ChronoUnit.MILLIS ? 1000 : 1_000_000;
        BigInteger units = BigInteger.valueOf(instant.getEpochSecond())
                .multiply(BigInteger.valueOf(perSecond))
                .add(BigInteger.valueOf(exactly(instant.getNano(), 1_000_000_000 / perSecond)));
        return units.longValueExact();
    }

    private static long exactly(long nanos, long perUnit) {
        if (nanos % perUnit != 0) {
            throw new ArithmeticException();
        }
        return nanos / perUnit;
    }

    private static Object day(Object raw, Kind kind) {
        if (kind == Kind.DATE) {
            return (long) (Integer) raw;
        }
        if (TEXT.contains(kind) && raw.toString().length() <= 11) {
            return LocalDate.parse(withoutZulu(raw.toString(), 11)).toEpochDay();
        }
        return Math.floorDiv(instant(raw, kind).getEpochSecond(), 86_400L);
    }

    private static String withoutZulu(String text, int length) {
        return text.length() == length && text.endsWith("Z") ? text.substring(0, length - 1) : text;
    }
}
