package io.millrace.runtime.mask;

import io.millrace.runtime.record.Cell;
import io.millrace.runtime.record.CodePoints;
import io.millrace.runtime.record.Output;

/** {@link io.millrace.contracts.product.Mask.KeepLast}, in Unicode code points. */
final class LastKept implements ValueWriter {
    private final int characters;

    LastKept(int characters) {
        this.characters = characters;
    }

    @Override
    public boolean write(Cell clear, Output out, MaskScratch scratch) {
        int count = CodePoints.count(clear.data(), clear.start(), clear.length());
        int stars = count <= characters ? count : count - characters;
        int hidden = CodePoints.prefix(clear.data(), clear.start(), clear.length(), stars);
        out.writeLong(stars + clear.length() - hidden);
        for (int i = 0; i < stars; i++) {
            out.writeByte('*');
        }
        out.write(clear.data(), clear.start() + hidden, clear.length() - hidden);
        return true;
    }
}
