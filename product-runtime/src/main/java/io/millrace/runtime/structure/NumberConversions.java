package io.millrace.runtime.structure;

import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.runtime.record.Cell;
import java.util.Optional;

/** To int, long, float, double and boolean. */
final class NumberConversions {
    private static final Converter NUMBER = (slots, slot, cell) -> {
        cell.setNumber(slots.number(slot));
        return true;
    };
    private static final Converter NARROWED = (slots, slot, cell) -> {
        cell.setNumber(slots.number(slot));
        return isInt(cell);
    };

    private NumberConversions() {}

    static Optional<Converter> of(SourceType source, Simple target) {
        return switch (target) {
            case INT -> integer(source).map(converter -> narrow(source, converter));
            case LONG -> integer(source);
            case FLOAT -> floating(source).map(NumberConversions::asFloat);
            case DOUBLE -> floating(source);
            case BOOLEAN -> source.encoding() == SourceType.Encoding.BOOLEAN ? Optional.of(NUMBER) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Converter narrow(SourceType source, Converter toLong) {
        return switch (source.encoding()) {
            case INT -> NUMBER;
            case LONG -> NARROWED;
            default -> (slots, slot, cell) -> toLong.convert(slots, slot, cell) && isInt(cell);
        };
    }

    static boolean isInt(Cell cell) {
        return (int) cell.number() == cell.number();
    }

    private static Optional<Converter> integer(SourceType source) {
        return switch (source.encoding()) {
            case INT, LONG -> Optional.of(NUMBER);
            case STRING -> Optional.of(NumberConversions::integerOfText);
            case DECIMAL, VARIABLE_DECIMAL -> Optional.of(integerOfDecimal(source));
            default -> Optional.empty();
        };
    }

    static boolean integerOfText(Slots slots, int slot, Cell cell) {
        return DecimalText.parse(slots.data(slot), slots.start(slot), slots.length(slot), 19, 0, cell)
                && cell.big() == null;
    }

    private static Converter integerOfDecimal(SourceType source) {
        Converter toDecimal = DecimalConversions.of(source, 19, 0).orElseThrow();
        return (slots, slot, cell) -> toDecimal.convert(slots, slot, cell) && cell.big() == null;
    }

    private static Optional<Converter> floating(SourceType source) {
        return switch (source.encoding()) {
            case INT, LONG -> Optional.of(NumberConversions::exactly);
            case FLOAT ->
                Optional.of((slots, slot, cell) -> {
                    cell.setFloating(Float.intBitsToFloat((int) slots.number(slot)));
                    return true;
                });
            case DOUBLE ->
                Optional.of((slots, slot, cell) -> {
                    cell.setFloating(Double.longBitsToDouble(slots.number(slot)));
                    return true;
                });
            default -> Optional.empty();
        };
    }

    private static boolean exactly(Slots slots, int slot, Cell cell) {
        long number = slots.number(slot);
        double value = (double) number;
        cell.setFloating(value);
        // The largest long rounds up to 2^63, which a cast would bring back to it.
        return (long) value == number && number != Long.MAX_VALUE;
    }

    private static Converter asFloat(Converter toDouble) {
        return (slots, slot, cell) -> toDouble.convert(slots, slot, cell) && isFloat(cell.floating());
    }

    private static boolean isFloat(double value) {
        return Double.isNaN(value) || (double) (float) value == value;
    }
}
