package io.millrace.runtime.mask;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.millrace.runtime.record.Cell;
import io.millrace.runtime.record.CodePoints;
import io.millrace.runtime.record.Output;

/** {@link io.millrace.contracts.product.Mask.KeepPrefix}, in Unicode code points; {@code ***} where nothing would be hidden. */
final class PrefixKept implements ValueWriter {
    private static final byte[] STARS = "***".getBytes(US_ASCII);

    private final int characters;

    PrefixKept(int characters) {
        this.characters = characters;
    }

    @Override
    public boolean write(Cell clear, Output out, MaskScratch scratch) {
        int kept = CodePoints.prefix(clear.data(), clear.start(), clear.length(), characters);
        if (kept == clear.length()) {
            out.writeSpan(STARS, 0, STARS.length);
        } else {
            out.writeSpan(clear.data(), clear.start(), kept);
        }
        return true;
    }
}
