package io.millrace.runtime.structure;

import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.runtime.record.Cell;
import java.util.Optional;

/** To date, time and timestamp: a coarser unit only where nothing is cut off. */
final class TimeConversions {
    private static final long DAY_MICROS = 86_400_000_000L;

    static final Converter DAY_OF_TEXT =
            (slots, slot, cell) -> valid(IsoText.day(slots.data(slot), slots.start(slot), slots.length(slot)), cell);
    static final Converter INSTANT_OF_TEXT = (slots, slot, cell) ->
            valid(IsoText.timestamp(slots.data(slot), slots.start(slot), slots.length(slot), true), cell);
    private static final Converter DATE_OF_TEXT =
            (slots, slot, cell) -> valid(IsoText.date(slots.data(slot), slots.start(slot), slots.length(slot)), cell);
    private static final Converter TIME_OF_TEXT =
            (slots, slot, cell) -> valid(IsoText.time(slots.data(slot), slots.start(slot), slots.length(slot)), cell);
    private static final Converter MICROS_OF_TEXT = (slots, slot, cell) ->
            valid(IsoText.timestamp(slots.data(slot), slots.start(slot), slots.length(slot), false), cell);
    private static final Converter MILLIS_OF_TEXT =
            (slots, slot, cell) -> MICROS_OF_TEXT.convert(slots, slot, cell) && divide(cell.number(), 1000, cell);

    private TimeConversions() {}

    static Optional<Converter> of(SourceType source, Simple target) {
        return switch (target) {
            case DATE ->
                switch (source.encoding()) {
                    case DATE -> Optional.of(TimeConversions::same);
                    case STRING -> Optional.of(DATE_OF_TEXT);
                    default -> Optional.empty();
                };
            case TIME_MICROS -> time(source);
            case TIMESTAMP_MILLIS -> timestamp(source, MILLIS_OF_TEXT, 1, 1000, 1_000_000);
            case TIMESTAMP_MICROS -> timestamp(source, MICROS_OF_TEXT, 1000, 1, 1000);
            default -> Optional.empty();
        };
    }

    private static Optional<Converter> time(SourceType source) {
        return switch (source.encoding()) {
            case TIME_MILLIS ->
                Optional.of((slots, slot, cell) -> multiply(slots.number(slot), 1000, cell) && isTimeOfDay(cell));
            case TIME_MICROS -> Optional.of((slots, slot, cell) -> same(slots, slot, cell) && isTimeOfDay(cell));
            case TIME_NANOS ->
                Optional.of((slots, slot, cell) -> divide(slots.number(slot), 1000, cell) && isTimeOfDay(cell));
            case STRING -> Optional.of(TIME_OF_TEXT);
            default -> Optional.empty();
        };
    }

    /** 24:00 is a time of day in PostgreSQL. */
    private static boolean isTimeOfDay(Cell cell) {
        return cell.number() >= 0 && cell.number() <= DAY_MICROS;
    }

    private static Optional<Converter> timestamp(
            SourceType source, Converter ofText, long millisFactor, long microsDivisor, long nanosDivisor) {
        return switch (source.encoding()) {
            case TIMESTAMP_MILLIS ->
                Optional.of((slots, slot, cell) -> multiply(slots.number(slot), millisFactor, cell));
            case TIMESTAMP_MICROS ->
                Optional.of((slots, slot, cell) -> divide(slots.number(slot), microsDivisor, cell));
            case TIMESTAMP_NANOS -> Optional.of((slots, slot, cell) -> divide(slots.number(slot), nanosDivisor, cell));
            case STRING -> Optional.of(ofText);
            default -> Optional.empty();
        };
    }

    static Optional<Converter> day(SourceType source) {
        return switch (source.encoding()) {
            case DATE -> Optional.of(TimeConversions::same);
            case TIMESTAMP_MILLIS -> Optional.of(floor(DAY_MICROS / 1000));
            case TIMESTAMP_MICROS -> Optional.of(floor(DAY_MICROS));
            case TIMESTAMP_NANOS -> Optional.of(floor(DAY_MICROS * 1000));
            case STRING -> Optional.of(DAY_OF_TEXT);
            default -> Optional.empty();
        };
    }

    static Optional<Converter> instant(SourceType source) {
        return switch (source.encoding()) {
            case TIMESTAMP_MILLIS, TIMESTAMP_MICROS -> of(source, Simple.TIMESTAMP_MICROS);
            case TIMESTAMP_NANOS -> Optional.of(floor(1000));
            case STRING -> Optional.of(INSTANT_OF_TEXT);
            case DATE -> Optional.of((slots, slot, cell) -> multiply(slots.number(slot), DAY_MICROS, cell));
            default -> Optional.empty();
        };
    }

    private static boolean same(Slots slots, int slot, Cell cell) {
        cell.setNumber(slots.number(slot));
        return true;
    }

    private static Converter floor(long divisor) {
        return (slots, slot, cell) -> {
            cell.setNumber(Math.floorDiv(slots.number(slot), divisor));
            return true;
        };
    }

    private static boolean multiply(long value, long factor, Cell cell) {
        long product = value * factor;
        cell.setNumber(product);
        return Math.multiplyHigh(value, factor) == (product >> 63);
    }

    private static boolean divide(long value, long divisor, Cell cell) {
        cell.setNumber(value / divisor);
        return value % divisor == 0;
    }

    private static boolean valid(long value, Cell cell) {
        cell.setNumber(value);
        return value != IsoText.INVALID;
    }
}
