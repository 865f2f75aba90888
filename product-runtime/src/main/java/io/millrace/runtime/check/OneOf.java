package io.millrace.runtime.check;

import io.millrace.contracts.product.FieldType;
import io.millrace.runtime.record.Cell;
import java.util.Arrays;
import java.util.List;

/** The value is one of a list, compared as a value of the type: {@code 1.0} is {@code 1.00} where both are decimals. */
final class OneOf implements Condition {
    private final Kind kind;
    private final Cell[] values;

    OneOf(FieldType type, List<Cell> values) {
        this.kind = Kind.of(type);
        this.values = values.toArray(Cell[]::new);
    }

    @Override
    public boolean holds(Cell cell) {
        for (Cell value : values) {
            if (kind.same(value, cell)) {
                return true;
            }
        }
        return false;
    }

    private enum Kind {
        SPAN {
            @Override
            boolean same(Cell a, Cell b) {
                int aEnd = a.start() + a.length();
                int bEnd = b.start() + b.length();
                return Arrays.equals(a.data(), a.start(), aEnd, b.data(), b.start(), bEnd);
            }
        },
        WHOLE {
            @Override
            boolean same(Cell a, Cell b) {
                boolean small = a.big() == null && b.big() == null;
                return small ? a.number() == b.number() : a.unscaled().equals(b.unscaled());
            }
        },
        REAL {
            @Override
            boolean same(Cell a, Cell b) {
                return a.floating() == b.floating();
            }
        };

        abstract boolean same(Cell a, Cell b);

        static Kind of(FieldType type) {
            if (type == FieldType.Simple.STRING
                    || type == FieldType.Simple.BYTES
                    || type instanceof FieldType.Enumeration) {
                return SPAN;
            }
            return type == FieldType.Simple.FLOAT || type == FieldType.Simple.DOUBLE ? REAL : WHOLE;
        }
    }
}
