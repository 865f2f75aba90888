package io.millrace.runtime.structure;

import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Which source type can become which type of a contract. Whatever might lose something is decided value by value;
 * what could never be meant (a double as a date) is refused when the plan is compiled.
 */
public final class Converters {
    private Converters() {}

    /** The converter, or empty where no value of the source type could ever be one of the target. */
    public static Optional<Converter> of(SourceType source, FieldType.Scalar target) {
        return of(source, target, Optional.empty());
    }

    /** The same for values that mean a time in a zone where they do not say one. */
    public static Optional<Converter> of(SourceType source, FieldType.Scalar target, Optional<ZoneId> zone) {
        if (source.encoding() == SourceType.Encoding.JSON) {
            return Optional.of(JsonConverter.of(target, zone));
        }
        if (target instanceof FieldType.Decimal decimal) {
            return DecimalConversions.of(source, decimal);
        } else if (target instanceof FieldType.Enumeration enumeration) {
            return source.encoding() == SourceType.Encoding.STRING
                    ? Optional.of(new SymbolConverter(enumeration))
                    : Optional.empty();
        }
        return switch ((Simple) target) {
            case STRING -> TextConversions.of(source);
            case BYTES ->
                source.encoding() == SourceType.Encoding.BYTES || source.encoding() == SourceType.Encoding.UUID
                        ? SPAN
                        : Optional.empty();
            case INT, LONG, FLOAT, DOUBLE, BOOLEAN -> NumberConversions.of(source, (Simple) target);
            case DATE,
                    TIME_MILLIS,
                    TIME_MICROS,
                    TIMESTAMP_MILLIS,
                    TIMESTAMP_MICROS,
                    LOCAL_TIMESTAMP_MILLIS,
                    LOCAL_TIMESTAMP_MICROS -> TimeConversions.of(source, (Simple) target, zone);
        };
    }

    /** To the date of a date or timestamp, in UTC; for masks that keep less than a date anyway. */
    public static Optional<Converter> toDay(SourceType source) {
        return source.encoding() == SourceType.Encoding.JSON
                ? Optional.of(JsonConverter.ofText(TimeConversions.DAY_OF_TEXT))
                : TimeConversions.day(source);
    }

    /** To microseconds since the epoch, cutting what is finer; for times that are measured, not served. */
    public static Optional<Converter> toInstant(SourceType source) {
        return source.encoding() == SourceType.Encoding.JSON
                ? Optional.of(JsonConverter.ofText(TimeConversions.INSTANT_OF_TEXT))
                : TimeConversions.instant(source);
    }

    /** Nothing of the value but that it is there. */
    public static final Converter PRESENCE = (slots, slot, cell) -> {
        cell.setNumber(1);
        return true;
    };

    /** The bytes as they lie. */
    static final Optional<Converter> SPAN = Optional.of((slots, slot, cell) -> {
        cell.setSpan(slots.data(slot), slots.start(slot), slots.length(slot));
        return true;
    });
}
