package io.millrace.runtime.mask;

import io.millrace.contracts.product.FieldType;
import io.millrace.runtime.record.Cell;
import io.millrace.runtime.record.Output;
import java.math.BigInteger;

/** {@link io.millrace.contracts.product.Mask.Bucket} of a number. Buckets below zero are as wide as those above. */
final class Bucketed implements ValueWriter {
    private final FieldType type;
    private final BigInteger width;

    Bucketed(FieldType type, long width) {
        this.type = type;
        this.width = type instanceof FieldType.Decimal decimal
                ? BigInteger.valueOf(width).multiply(BigInteger.TEN.pow(decimal.scale()))
                : BigInteger.valueOf(width);
    }

    @Override
    public boolean write(Cell clear, Output out, MaskScratch scratch) {
        if (type instanceof FieldType.Decimal decimal) {
            return writeDecimal(clear, decimal.precision(), out);
        }
        return switch ((FieldType.Simple) type) {
            case INT -> writeWhole(clear.number(), Integer.MIN_VALUE, out);
            case LONG -> writeWhole(clear.number(), Long.MIN_VALUE, out);
            case FLOAT -> {
                out.writeFloat((float) lowerBound(clear.floating()));
                yield true;
            }
            case DOUBLE -> {
                out.writeDouble(lowerBound(clear.floating()));
                yield true;
            }
            default -> false;
        };
    }

    private boolean writeWhole(long value, long least, Output out) {
        long offset = Math.floorMod(value, width.longValueExact());
        // value - offset, if that is not below the least number of the type
        if (value < least + offset) {
            return false;
        }
        out.writeLong(value - offset);
        return true;
    }

    private double lowerBound(double value) {
        double step = width.doubleValue();
        return Math.floor(value / step) * step;
    }

    private boolean writeDecimal(Cell clear, int precision, Output out) {
        BigInteger value = clear.unscaled();
        BigInteger lower = value.subtract(value.mod(width));
        if (lower.abs().compareTo(BigInteger.TEN.pow(precision)) >= 0) {
            return false;
        }
        byte[] bytes = lower.toByteArray();
        out.writeSpan(bytes, 0, bytes.length);
        return true;
    }
}
