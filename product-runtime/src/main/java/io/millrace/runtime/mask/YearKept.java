package io.millrace.runtime.mask;

import io.millrace.contracts.product.FieldType;
import io.millrace.runtime.record.Cell;
import io.millrace.runtime.record.CivilDate;
import io.millrace.runtime.record.Output;

/** {@link io.millrace.contracts.product.Mask.Year} of a date; as a string only years 0 to 9999. */
final class YearKept implements ValueWriter {
    private final boolean text;

    YearKept(FieldType type) {
        this.text = type == FieldType.Simple.STRING;
    }

    @Override
    public boolean write(Cell clear, Output out, MaskScratch scratch) {
        long year = CivilDate.year(CivilDate.ofEpochDay(clear.number()));
        if (!text) {
            out.writeLong(year);
            return true;
        }
        if (year < 0 || year > 9999) {
            return false;
        }
        out.writeLong(4);
        for (int divisor = 1000; divisor > 0; divisor /= 10) {
            out.writeByte('0' + (int) (year / divisor % 10));
        }
        return true;
    }
}
