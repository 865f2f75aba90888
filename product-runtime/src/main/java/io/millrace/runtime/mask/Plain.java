package io.millrace.runtime.mask;

import io.millrace.contracts.product.FieldType;
import io.millrace.runtime.record.Cell;
import io.millrace.runtime.record.Output;
import java.math.BigInteger;

/** Writes clear values. Given only to fields whose contract says that no mask applies. */
final class Plain {
    private Plain() {}

    static ValueWriter of(FieldType type) {
        if (type instanceof FieldType.Decimal) {
            return (Clear) Plain::writeDecimal;
        } else if (type instanceof FieldType.Enumeration) {
            return (Clear) (cell, out) -> out.writeLong(cell.number());
        } else if (type instanceof FieldType.Nested) {
            // Written already, each field inside as it may leave.
            return (Clear) (cell, out) -> out.write(cell.data(), cell.start(), cell.length());
        }
        return switch ((FieldType.Simple) type) {
            case STRING, BYTES -> (Clear) (cell, out) -> out.writeSpan(cell.data(), cell.start(), cell.length());
            case INT,
                    LONG,
                    DATE,
                    TIME_MILLIS,
                    TIME_MICROS,
                    TIMESTAMP_MILLIS,
                    TIMESTAMP_MICROS,
                    LOCAL_TIMESTAMP_MILLIS,
                    LOCAL_TIMESTAMP_MICROS -> (Clear) (cell, out) -> out.writeLong(cell.number());
            case BOOLEAN -> (Clear) (cell, out) -> out.writeByte((int) cell.number());
            case FLOAT -> (Clear) (cell, out) -> out.writeFloat((float) cell.floating());
            case DOUBLE -> (Clear) (cell, out) -> out.writeDouble(cell.floating());
        };
    }

    private interface Clear extends ValueWriter {
        void write(Cell cell, Output out);

        @Override
        default boolean write(Cell clear, Output out, MaskScratch scratch) {
            write(clear, out);
            return true;
        }

        @Override
        default boolean isPlain() {
            return true;
        }
    }

    /** Avro {@code decimal}: the unscaled value as the shortest big-endian two's complement. */
    static void writeDecimal(Cell cell, Output out) {
        BigInteger big = cell.big();
        if (big != null) {
            byte[] bytes = big.toByteArray();
            out.writeSpan(bytes, 0, bytes.length);
            return;
        }
        long value = cell.number();
        long magnitude = value < 0 ? ~value : value;
        int length = (Long.SIZE - Long.numberOfLeadingZeros(magnitude)) / 8 + 1;
        out.writeLong(length);
        for (int shift = (length - 1) * 8; shift >= 0; shift -= 8) {
            out.writeByte((int) (value >> shift));
        }
    }
}
