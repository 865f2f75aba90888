package io.millrace.runtime.structure;

import io.millrace.contracts.product.FieldType;
import io.millrace.runtime.record.Cell;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** To decimals of a precision and scale: the scale may change where no digit is lost. */
final class DecimalConversions {
    /** No sensible decimal is longer; a bound on the work one hostile value can cause. */
    private static final int MAX_BYTES = 1024;

    private static final int MAX_SCALE = 10_000;

    private DecimalConversions() {}

    static Optional<Converter> of(SourceType source, FieldType.Decimal target) {
        return of(source, target.precision(), target.scale());
    }

    static Optional<Converter> of(SourceType source, int precision, int scale) {
        return switch (source.encoding()) {
            case INT, LONG ->
                Optional.of((slots, slot, cell) -> DecimalText.rescale(slots.number(slot), 0, precision, scale, cell));
            case STRING ->
                Optional.of((slots, slot, cell) -> DecimalText.parse(
                        slots.data(slot), slots.start(slot), slots.length(slot), precision, scale, cell));
            case DECIMAL ->
                Optional.of((slots, slot, cell) -> unscaled(slots, slot, source.scale(), precision, scale, cell));
            case VARIABLE_DECIMAL ->
                Optional.of((slots, slot, cell) -> {
                    long own = slots.number(slot);
                    return Math.abs(own) <= MAX_SCALE && unscaled(slots, slot, (int) own, precision, scale, cell);
                });
            default -> Optional.empty();
        };
    }

    private static boolean unscaled(Slots slots, int slot, int from, int precision, int scale, Cell cell) {
        byte[] data = slots.data(slot);
        int start = slots.start(slot);
        int length = slots.length(slot);
        if (length == 0 || length > MAX_BYTES) {
            return false;
        }
        if (length > Long.BYTES) {
            return DecimalText.rescale(
                    new BigDecimal(new BigInteger(data, start, length), from), precision, scale, cell);
        }
        long value = data[start];
        for (int i = 1; i < length; i++) {
            value = value << 8 | (data[start + i] & 0xff);
        }
        return DecimalText.rescale(value, -from, precision, scale, cell);
    }
}
