package io.millrace.runtime.mask;

import io.millrace.runtime.record.Cell;
import io.millrace.runtime.record.Output;

/** {@link io.millrace.contracts.product.Mask.Drop}. */
final class Dropped implements ValueWriter {
    @Override
    public boolean writesNull() {
        return true;
    }

    @Override
    public boolean write(Cell clear, Output out, MaskScratch scratch) {
        return false;
    }
}
