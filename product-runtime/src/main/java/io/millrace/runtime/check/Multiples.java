package io.millrace.runtime.check;

import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** Whole multiples of a number, in exact arithmetic. */
final class Multiples {
    private Multiples() {}

    /** The condition, or empty where the type is no whole number or decimal. */
    static Optional<Condition> of(FieldType type, BigDecimal divisor) {
        int scale = type instanceof FieldType.Decimal decimal ? decimal.scale() : 0;
        boolean whole = type == Simple.INT || type == Simple.LONG;
        if (!whole && !(type instanceof FieldType.Decimal)) {
            return Optional.empty();
        }
        // The value is unscaled / 10^scale; a finer divisor is made whole by widening the value.
        int widened = Math.max(0, divisor.scale() - scale);
        BigInteger factor = BigInteger.TEN.pow(widened);
        BigInteger unit = divisor.movePointRight(scale + widened).toBigIntegerExact();
        boolean small = widened == 0 && unit.bitLength() < Long.SIZE;
        long smallUnit = small ? unit.longValue() : 1;
        return Optional.of(cell -> (small && cell.big() == null)
                ? cell.number() % smallUnit == 0
                : cell.unscaled().multiply(factor).remainder(unit).signum() == 0);
    }
}
