package io.millrace.runtime.check;

import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.runtime.record.Cell;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/** Lower and upper bounds of numbers, dates and times, brought once into the type's own representation and made inclusive. */
final class Bounds {
    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private Bounds() {}

    /** The condition, or empty where the type has no order of this sort. */
    static Optional<Condition> of(FieldType type, BigDecimal bound, boolean exclusive, boolean lower) {
        if (type instanceof FieldType.Decimal decimal) {
            BigInteger unscaled = whole(bound.movePointRight(decimal.scale()), exclusive, lower);
            boolean fits = unscaled.abs().compareTo(BigInteger.TEN.pow(decimal.precision())) < 0;
            return Optional.of(new Whole(unscaled, lower, fits));
        }
        if (!(type instanceof Simple simple)) {
            return Optional.empty();
        }
        return switch (simple) {
            case INT, DATE, TIME_MILLIS -> Optional.of(integer(whole(bound, exclusive, lower), lower, Integer.SIZE));
            case LONG,
                    TIME_MICROS,
                    TIMESTAMP_MILLIS,
                    TIMESTAMP_MICROS,
                    LOCAL_TIMESTAMP_MILLIS,
                    LOCAL_TIMESTAMP_MICROS -> Optional.of(integer(whole(bound, exclusive, lower), lower, Long.SIZE));
            case FLOAT -> Optional.of(new Real(nearestFloat(bound, exclusive, lower), lower));
            case DOUBLE -> Optional.of(new Real(nearestDouble(bound, exclusive, lower), lower));
            default -> Optional.empty();
        };
    }

    private static Condition integer(BigInteger bound, boolean lower, int bits) {
        return new Whole(bound, lower, bound.bitLength() < bits);
    }

    private static BigInteger whole(BigDecimal bound, boolean exclusive, boolean lower) {
        BigInteger rounded = bound.setScale(0, lower ? RoundingMode.CEILING : RoundingMode.FLOOR)
                .toBigInteger();
        boolean step = exclusive && bound.compareTo(new BigDecimal(rounded)) == 0;
        return !step ? rounded : lower ? rounded.add(BigInteger.ONE) : rounded.subtract(BigInteger.ONE);
    }

    private static double nearestDouble(BigDecimal bound, boolean exclusive, boolean lower) {
        double nearest = bound.doubleValue();
        int side = Double.isInfinite(nearest) ? 0 : new BigDecimal(nearest).compareTo(bound);
        boolean outside = side == 0 ? exclusive : (side < 0) == lower;
        return !outside ? nearest : lower ? Math.nextUp(nearest) : Math.nextDown(nearest);
    }

    private static double nearestFloat(BigDecimal bound, boolean exclusive, boolean lower) {
        float nearest = bound.floatValue();
        int side = Float.isInfinite(nearest) ? 0 : new BigDecimal(nearest).compareTo(bound);
        boolean outside = side == 0 ? exclusive : (side < 0) == lower;
        return !outside ? nearest : lower ? Math.nextUp(nearest) : Math.nextDown(nearest);
    }

    /** Integers and unscaled decimals. */
    private static final class Whole implements Condition {
        private final BigInteger bound;
        private final long small;
        private final boolean isSmall;
        private final boolean lower;
        private final boolean fitsType;

        Whole(BigInteger bound, boolean lower, boolean fitsType) {
            this.bound = bound;
            this.small = bound.min(MAX).max(MIN).longValue();
            this.isSmall = bound.bitLength() < Long.SIZE;
            this.lower = lower;
            this.fitsType = fitsType;
        }

        @Override
        public boolean holds(Cell cell) {
            if (isSmall && cell.big() == null) {
                return lower ? cell.number() >= small : cell.number() <= small;
            }
            int order = cell.unscaled().compareTo(bound);
            return lower ? order >= 0 : order <= 0;
        }

        @Override
        public boolean canClamp() {
            return fitsType;
        }

        @Override
        public void clamp(Cell cell) {
            cell.setBig(bound);
        }
    }

    /** NaN is within no bound. */
    private static final class Real implements Condition {
        private final double bound;
        private final boolean lower;

        Real(double bound, boolean lower) {
            this.bound = bound;
            this.lower = lower;
        }

        @Override
        public boolean holds(Cell cell) {
            return lower ? cell.floating() >= bound : cell.floating() <= bound;
        }

        @Override
        public boolean canClamp() {
            return Double.isFinite(bound);
        }

        @Override
        public void clamp(Cell cell) {
            cell.setFloating(bound);
        }
    }
}
