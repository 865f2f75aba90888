package io.millrace.runtime.structure;

import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.runtime.record.Cell;
import io.millrace.runtime.structure.SourceType.Encoding;
import java.time.ZoneId;
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
    private static final Converter MILLIS_OF_TEXT = inMillis(MICROS_OF_TEXT);
    private static final Converter LOCAL_MICROS_OF_TEXT =
            (slots, slot, cell) -> valid(IsoText.local(slots.data(slot), slots.start(slot), slots.length(slot)), cell);
    private static final Converter LOCAL_MILLIS_OF_TEXT = inMillis(LOCAL_MICROS_OF_TEXT);

    private TimeConversions() {}

    /** @param zone where values mean a time that do not say one */
    static Optional<Converter> of(SourceType source, Simple target, Optional<ZoneId> zone) {
        return switch (target) {
            case DATE ->
                switch (source.encoding()) {
                    case DATE -> Optional.of(TimeConversions::same);
                    case STRING -> Optional.of(DATE_OF_TEXT);
                    default -> Optional.empty();
                };
            case TIME_MILLIS -> time(source).map(TimeConversions::inMillis);
            case TIME_MICROS -> time(source);
            case TIMESTAMP_MILLIS ->
                zone.isPresent() && source.encoding() == Encoding.STRING
                        ? Optional.of(
                                new ZonedText(MILLIS_OF_TEXT, LOCAL_MILLIS_OF_TEXT, new WallClock(zone.get(), 1000)))
                        : instants(source, zone, 1000, MILLIS_OF_TEXT, 1, 1000, 1_000_000);
            case TIMESTAMP_MICROS ->
                zone.isPresent() && source.encoding() == Encoding.STRING
                        ? Optional.of(new ZonedText(
                                MICROS_OF_TEXT, LOCAL_MICROS_OF_TEXT, new WallClock(zone.get(), 1_000_000)))
                        : instants(source, zone, 1_000_000, MICROS_OF_TEXT, 1000, 1, 1000);
            case LOCAL_TIMESTAMP_MILLIS -> local(source, LOCAL_MILLIS_OF_TEXT, 1, 1000, 1_000_000);
            case LOCAL_TIMESTAMP_MICROS -> local(source, LOCAL_MICROS_OF_TEXT, 1000, 1, 1000);
            default -> Optional.empty();
        };
    }

    /** Text with an offset; without one, a wall clock's time in a zone. */
    private record ZonedText(Converter zoned, Converter local, WallClock clock) implements Converter {
        @Override
        public boolean convert(Slots slots, int slot, Cell cell) {
            return zoned.convert(slots, slot, cell) || (local.convert(slots, slot, cell) && clock.toInstant(cell));
        }
    }

    private static Optional<Converter> instants(
            SourceType source,
            Optional<ZoneId> zone,
            long perSecond,
            Converter ofText,
            long millisFactor,
            long microsDivisor,
            long nanosDivisor) {
        Optional<Encoding> instant = instantOf(source.encoding());
        if (instant.isEmpty()) {
            return timestamp(source, ofText, millisFactor, microsDivisor, nanosDivisor);
        }
        // A column without a zone is in UTC where the contract does not say otherwise.
        Optional<Converter> utc =
                timestamp(SourceType.of(instant.get()), ofText, millisFactor, microsDivisor, nanosDivisor);
        if (zone.isEmpty()) {
            return utc;
        }
        WallClock clock = new WallClock(zone.get(), perSecond);
        return utc.map(found -> (slots, slot, cell) -> found.convert(slots, slot, cell) && clock.toInstant(cell));
    }

    /** The instants that have the representation of a wall clock's times. */
    private static Optional<Encoding> instantOf(Encoding local) {
        return switch (local) {
            case LOCAL_TIMESTAMP_MILLIS -> Optional.of(Encoding.TIMESTAMP_MILLIS);
            case LOCAL_TIMESTAMP_MICROS -> Optional.of(Encoding.TIMESTAMP_MICROS);
            case LOCAL_TIMESTAMP_NANOS -> Optional.of(Encoding.TIMESTAMP_NANOS);
            default -> Optional.empty();
        };
    }

    private static Optional<Converter> local(
            SourceType source, Converter ofText, long millisFactor, long microsDivisor, long nanosDivisor) {
        if (source.encoding() == Encoding.STRING) {
            return Optional.of(ofText);
        }
        return instantOf(source.encoding())
                .flatMap(same -> timestamp(SourceType.of(same), ofText, millisFactor, microsDivisor, nanosDivisor));
    }

    /** From microseconds, where nothing is cut off. */
    private static Converter inMillis(Converter micros) {
        return (slots, slot, cell) -> micros.convert(slots, slot, cell) && divide(cell.number(), 1000, cell);
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
            case TIMESTAMP_MILLIS, LOCAL_TIMESTAMP_MILLIS -> Optional.of(floor(DAY_MICROS / 1000));
            case TIMESTAMP_MICROS, LOCAL_TIMESTAMP_MICROS -> Optional.of(floor(DAY_MICROS));
            case TIMESTAMP_NANOS, LOCAL_TIMESTAMP_NANOS -> Optional.of(floor(DAY_MICROS * 1000));
            case STRING -> Optional.of(DAY_OF_TEXT);
            default -> Optional.empty();
        };
    }

    static Optional<Converter> instant(SourceType source) {
        return switch (source.encoding()) {
            case TIMESTAMP_MILLIS, TIMESTAMP_MICROS, LOCAL_TIMESTAMP_MILLIS, LOCAL_TIMESTAMP_MICROS ->
                of(source, Simple.TIMESTAMP_MICROS, Optional.empty());
            case TIMESTAMP_NANOS, LOCAL_TIMESTAMP_NANOS -> Optional.of(floor(1000));
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
